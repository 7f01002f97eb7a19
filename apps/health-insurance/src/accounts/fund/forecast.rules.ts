import type { FundAlarm, FundUse } from '@ansinh/contracts/health-insurance/accounts/fund.api';
import {
  addMonths,
  type LocalDate,
  lastDayOf,
  monthOf,
  type YearMonth,
  yearMonth,
} from '@ansinh/contracts/vocabulary/calendar';
import { divideRounded, minus, sumOf, type Vnd, vnd, vndText } from '@ansinh/contracts/vocabulary/money';

export type MonthSpending = { readonly month: YearMonth; readonly spentVnd: Vnd };

/** Stands in the answer, so that nobody has to guess what the number means. */
export const FORECAST_FORMULA =
  'forecast = (complete months + running month so far) x 12 / (number of complete months + day / days of the running month); none before the first month is over; of a past year what was spent';

type Year = {
  readonly year: number;
  /** Months of the year that have begun, in order. */
  readonly months: readonly YearMonth[];
  readonly isComplete: (month: YearMonth) => boolean;
};

export const yearOn = (year: number, today: LocalDate): Year => {
  const running = monthOf(today);
  const months = Array.from({ length: 12 }, (_month, index) => addMonths(yearMonth(`${year}-01`), index));
  return { year, months: months.filter((month) => month <= running), isComplete: (month) => month < running };
};

/** Spending of the whole year by the formula above, half up to the dong; undefined while no month is complete. */
export const forecastOf = (spending: readonly MonthSpending[], year: Year, today: LocalDate): Vnd | undefined => {
  const complete = year.months.filter(year.isComplete).length;
  if (complete === 0) return undefined;
  const spent = sumOf(spending.map(({ spentVnd }) => spentVnd));
  if (complete === 12) return spent;
  // In days of the running month, so that the fraction stays whole: a month counts all its days, the running one those gone.
  const daysOfMonth = BigInt(lastDayOf(monthOf(today)).slice(8));
  const elapsed = BigInt(complete) * daysOfMonth + BigInt(today.slice(8));
  return vnd(divideRounded(spent * 12n * daysOfMonth, elapsed));
};

const percentAbove = (amount: Vnd, base: Vnd): number => Number((minus(amount, base) * 100n) / base);

/** Complete months that differ from the mean of the other complete ones by more than the given percent. */
export const deviations = (complete: readonly MonthSpending[], deviationPercent: number): FundAlarm[] => {
  if (complete.length < 2) return [];
  const total = sumOf(complete.map(({ spentVnd }) => spentVnd));
  const others = BigInt(complete.length - 1);
  return complete.flatMap(({ month, spentVnd }): FundAlarm[] => {
    const rest = minus(total, spentVnd);
    if (rest === 0n) return [];
    const apart = spentVnd * others - rest;
    if ((apart < 0n ? -apart : apart) * 100n <= rest * BigInt(deviationPercent)) return [];
    const percent = Number((apart * 100n) / rest);
    return [
      { code: 'month-deviates', textVi: `Chi tháng ${month} lệch ${percent} % so với các tháng khác`, month, percent },
    ];
  });
};

const budgetAlarms = (budgetVnd: Vnd | undefined, spentVnd: Vnd, forecastVnd: Vnd | undefined): FundAlarm[] => {
  if (budgetVnd === undefined)
    return spentVnd === 0n ? [] : [{ code: 'budget-missing', textVi: 'Đã chi nhưng chưa giao dự toán' }];
  const alarms: FundAlarm[] = [];
  if (spentVnd > budgetVnd) {
    const percent = percentAbove(spentVnd, budgetVnd);
    alarms.push({ code: 'spent-above-budget', textVi: `Đã chi vượt dự toán ${percent} %`, percent });
  }
  if (forecastVnd !== undefined && forecastVnd > budgetVnd) {
    const percent = percentAbove(forecastVnd, budgetVnd);
    alarms.push({ code: 'forecast-above-budget', textVi: `Dự báo cả năm vượt dự toán ${percent} %`, percent });
  }
  return alarms;
};

export type FundQuestion = { readonly year: number; readonly today: LocalDate; readonly deviationPercent: number };

/** Budget and spending of a year as they are told, from the months with spending. */
export const fundUse = (
  budgetVnd: Vnd | undefined,
  spending: readonly MonthSpending[],
  { year, today, deviationPercent }: FundQuestion,
): FundUse => {
  const calendar = yearOn(year, today);
  const known = new Map(spending.map(({ month, spentVnd }) => [month, spentVnd]));
  // A claim may name a month to come; it is spending of the year all the same.
  const all = [...new Set([...calendar.months, ...known.keys()])].sort();
  const months = all.map((month) => ({
    month,
    spentVnd: known.get(month) ?? vnd(0n),
    complete: calendar.isComplete(month),
  }));
  const spentVnd = sumOf(months.map((month) => month.spentVnd));
  const forecastVnd = forecastOf(months, calendar, today);
  return {
    budgetVnd: budgetVnd === undefined ? null : vndText(budgetVnd),
    spentVnd: vndText(spentVnd),
    leftVnd: budgetVnd === undefined ? null : vndText(minus(budgetVnd, spentVnd)),
    months: months.map((month) => ({ ...month, spentVnd: vndText(month.spentVnd) })),
    forecastVnd: forecastVnd === undefined ? null : vndText(forecastVnd),
    alarms: [
      ...budgetAlarms(budgetVnd, spentVnd, forecastVnd),
      ...deviations(
        months.filter(({ complete }) => complete),
        deviationPercent,
      ),
    ],
  };
};
