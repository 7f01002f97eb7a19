import { reject } from '@ansinh/contracts/catalogue/problems';
import type { CalculationStep } from '@ansinh/contracts/payment/api';
import { BENEFIT_KINDS } from '@ansinh/contracts/payment/kinds';
import {
  addMonths,
  firstDayOf,
  type LocalDate,
  monthIndex,
  monthOf,
  monthsBetween,
  type YearMonth,
  yearOf,
} from '@ansinh/contracts/vocabulary/calendar';
import { type Dated, findInForce, inForce } from '@ansinh/contracts/vocabulary/law/dated';
import type { PensionRate, PensionSex, RetirementAge, WageIndexTable } from '@ansinh/contracts/vocabulary/law/pensions';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import {
  divideRounded,
  type Hundredths,
  hundredths,
  hundredthsText,
  toVnd,
  type Vnd,
  vnd,
  vndText,
} from '@ansinh/contracts/vocabulary/money';
import { benefitType, type Granted, type RegisteredPerson } from '../benefit-type';
import { AVERAGE_WAGE_SOURCE, HALF_YEAR_SOURCE, MAX_MONTHLY_WAGE_VND } from './pension-parameters';

/** Paid months of one wage, both ends inclusive. */
export type PaidPeriod = { readonly fromMonth: YearMonth; readonly toMonth: YearMonth; readonly monthlyWageVnd: Vnd };

export type PensionClaim = {
  readonly birthDate: LocalDate;
  readonly sex: PensionSex;
  /** First month with a pension. */
  readonly fromMonth: YearMonth;
  readonly record: readonly PaidPeriod[];
};

type Pension = { readonly monthlyVnd: Vnd; readonly steps: readonly CalculationStep[] };

const monthsOf = (period: PaidPeriod): number => monthsBetween(period.fromMonth, period.toMonth) + 1;

/** Retirement age in months of life for those who reach it in a year. */
export const retirementAgeMonths = (age: RetirementAge, year: number): number =>
  Math.min(age.finalMonths, age.startMonths + age.stepMonths * Math.max(0, year - 2020));

/** The month after the one in which the age is reached: the earliest month with a pension (Decree 135/2020 Art 3). */
export const firstPensionMonth = (age: RetirementAge, birthDate: LocalDate): YearMonth => {
  const born = monthOf(birthDate);
  let year = yearOf(born) + Math.floor(age.startMonths / 12);
  // The age rises by some months a year, a person by 12: the first year whose age is reached within it is soon found.
  while (yearOf(addMonths(born, retirementAgeMonths(age, year))) > year) year += 1;
  return addMonths(born, retirementAgeMonths(age, year) + 1);
};

/** 1-6 odd months count as half a year, 7-11 as a whole one. */
export const halfYearsOf = (paidMonths: number): number => {
  const odd = paidMonths % 12;
  return Math.floor(paidMonths / 12) * 2 + (odd === 0 ? 0 : odd <= 6 ? 1 : 2);
};

/** The pension rate in per mille of the average wage. */
export const pensionRatePerMille = (rate: PensionRate, halfYears: number): bigint => {
  let reached = rate.fromHalfYears;
  let perMille = rate.base;
  for (const step of rate.steps) {
    const until = Math.min(halfYears, step.untilHalfYears);
    if (until <= reached) continue;
    perMille += step.perHalfYear * BigInt(until - reached);
    reached = until;
  }
  // Math.min knows no bigint.
  const overMaximum = perMille > rate.max;
  return overMaximum ? rate.max : perMille;
};

const indexOf = (table: WageIndexTable, year: number): bigint => {
  if (year < table.firstYear) return table.before;
  const index = table.byYear[year - table.firstYear];
  if (index === undefined) throw reject('benefit.index-missing', { year });
  return index;
};

/**
 * The mean of all paid wages, each times the index of its year, in hundredths of a dong, half up: the sum is exact and
 * only the one division rounds.
 */
export const averageIndexedWage = (record: readonly PaidPeriod[], table: WageIndexTable): Hundredths => {
  let sum = 0n;
  let months = 0;
  for (const period of record) {
    for (let year = yearOf(period.fromMonth); year <= yearOf(period.toMonth); year += 1) {
      const from = Math.max(monthIndex(period.fromMonth), year * 12);
      const to = Math.min(monthIndex(period.toMonth), year * 12 + 11);
      sum += period.monthlyWageVnd * indexOf(table, year) * BigInt(to - from + 1);
    }
    months += monthsOf(period);
  }
  return hundredths(divideRounded(sum, BigInt(months)));
};

/** Refuses a record that counts a month twice, runs backwards, or reaches into the pension. */
const requireSoundRecord = (claim: PensionClaim): void => {
  const wrong = (index: number, detail: string) =>
    reject('benefit.record-invalid', { errors: [{ pointer: `/claim/record/${index}`, detail }] });
  claim.record.forEach((period, index) => {
    if (period.toMonth < period.fromMonth) throw wrong(index, 'toMonth is before fromMonth');
    if (period.toMonth >= claim.fromMonth) throw wrong(index, 'a month with a pension is no paid month');
    if (period.monthlyWageVnd > MAX_MONTHLY_WAGE_VND) throw wrong(index, 'the wage is not plausible');
    const before = claim.record[index - 1];
    if (before !== undefined && period.fromMonth <= before.toMonth)
      throw wrong(index, 'the periods must follow each other in time without overlap');
  });
};

/** What holds of a pension that starts in a month. */
const heldIn = <Value>(table: readonly Dated<Value>[], month: YearMonth): Dated<Value> => {
  const found = findInForce(table, firstDayOf(month));
  if (found === undefined) throw reject('benefit.index-missing', { year: yearOf(month) });
  return found;
};

/** 2050n -> `20.50`: years and percents, which are no money. */
const twoDecimals = (parts: bigint): string => `${parts / 100n}.${String(parts % 100n).padStart(2, '0')}`;

const percentText = (perMille: bigint): string => `${twoDecimals(perMille * 10n)} %`;

/**
 * The monthly pension at retirement age (domain 6.2, 6.3), whole dong, half up, with each step of its calculation.
 * Earlier retirement is another right, decided on other papers: it is refused here.
 * @throws Rejection benefit.record-invalid, benefit.before-retirement-age, benefit.too-few-years, benefit.index-missing
 */
export const calculatePension = (claim: PensionClaim, law: Law): Pension => {
  requireSoundRecord(claim);
  const age = heldIn(law['retirement-age'], claim.fromMonth);
  const firstMonth = firstPensionMonth(age.value[claim.sex], claim.birthDate);
  if (claim.fromMonth < firstMonth) throw reject('benefit.before-retirement-age', { firstMonth });

  const table = heldIn(law['wage-indices'], claim.fromMonth);
  const paidMonths = claim.record.reduce((sum, period) => sum + monthsOf(period), 0);
  const requiredMonths = inForce(law['pension-minimum-months'], firstDayOf(claim.fromMonth));
  if (paidMonths < requiredMonths) throw reject('benefit.too-few-years', { paidMonths, requiredMonths });

  const halfYears = halfYearsOf(paidMonths);
  const rate = heldIn(law['pension-rate'], claim.fromMonth);
  const perMille = pensionRatePerMille(rate.value[claim.sex], halfYears);
  const average = averageIndexedWage(claim.record, table.value);
  const monthlyVnd = vnd(divideRounded(average * perMille, 100_000n));
  return {
    monthlyVnd,
    steps: [
      { step: 'first month with a pension', value: firstMonth, source: age.source },
      { step: 'paid months', value: String(paidMonths), source: 'contribution record' },
      { step: 'paid years', value: twoDecimals(BigInt(halfYears) * 50n), source: HALF_YEAR_SOURCE },
      { step: 'pension rate', value: percentText(perMille), source: rate.source },
      {
        step: 'average of the indexed wages, dong, rounded half up to hundredths',
        value: hundredthsText(average),
        source: `${AVERAGE_WAGE_SOURCE}; ${table.source}`,
      },
      {
        step: 'monthly pension = rate x average, rounded half up to the dong',
        value: vndText(monthlyVnd),
        source: rate.source,
      },
    ],
  };
};

/** What a pension is in a month: its first amount, raised by each decree since it started; each raise rounds half up. */
export const pensionInMonth = (pension: Granted, month: YearMonth, law: Law): Vnd =>
  law['pension-raise']
    .filter(({ from }) => pension.fromMonth < monthOf(from) && monthOf(from) <= month)
    .reduce((amountVnd, { value: perMille }) => vnd(divideRounded(amountVnd * perMille, 1000n)), pension.amountVnd);

/** The claim must speak of the person that the register knows; an undetermined sex there contradicts nothing. */
const requireSamePerson = (
  claim: Pick<PensionClaim, 'birthDate' | 'sex'>,
  registered: Pick<RegisteredPerson, 'birthDate' | 'sex'>,
): void => {
  const sexDiffers = registered.sex !== 'undetermined' && registered.sex !== claim.sex;
  if (sexDiffers || registered.birthDate !== claim.birthDate) throw reject('benefit.person-differs');
};

/** Luong huu: every month, to the pensioner. */
export const pension = benefitType(BENEFIT_KINDS.pension, {
  judge: (written, { receiver, law }) => {
    requireSamePerson(written, receiver);
    const record = written.record.map((period) => ({ ...period, monthlyWageVnd: toVnd(period.monthlyWageVnd) }));
    const { monthlyVnd, steps } = calculatePension({ ...written, record }, law);
    return { amountVnd: monthlyVnd, fromMonth: written.fromMonth, steps };
  },
  amountInMonth: pensionInMonth,
});
