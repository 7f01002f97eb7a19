import {
  addMonths,
  firstDayOf,
  firstMonthOfQuarter,
  type LocalDate,
  lastDayOf,
  type Quarter,
  quarterOf,
  type YearMonth,
} from '@ansinh/contracts/vocabulary/calendar';

/** A month `YYYY-MM` or a quarter `YYYY-Qn`. */
export type Period = YearMonth | Quarter;

export const isQuarter = (period: Period): period is Quarter => period[5] === 'Q';

const firstMonthOf = (period: Period): YearMonth => (isQuarter(period) ? firstMonthOfQuarter(period) : period);

/** Its months in order: one, or three. */
export const monthsOf = (period: Period): readonly [YearMonth, ...YearMonth[]] => {
  const first = firstMonthOf(period);
  return isQuarter(period) ? [first, addMonths(first, 1), addMonths(first, 2)] : [first];
};

export const firstDayOfPeriod = (period: Period): LocalDate => firstDayOf(firstMonthOf(period));
export const lastDayOfPeriod = (period: Period): LocalDate =>
  lastDayOf(addMonths(firstMonthOf(period), isQuarter(period) ? 2 : 0));

export const previousQuarter = (quarter: Quarter): Quarter => quarterOf(addMonths(firstMonthOf(quarter), -3));
export const nextQuarter = (quarter: Quarter): Quarter => quarterOf(addMonths(firstMonthOf(quarter), 3));
