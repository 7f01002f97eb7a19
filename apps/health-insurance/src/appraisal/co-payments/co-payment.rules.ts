import { type LocalDate, localDate } from '@ansinh/contracts/vocabulary/calendar';
import { type Dated, inForceOrFirst } from '@ansinh/contracts/vocabulary/law/dated';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { divideRounded, type Hundredths, hundredths, minus, plus, sumOf } from '@ansinh/contracts/vocabulary/money';
import { byText } from '@ansinh/contracts/vocabulary/orders';
import { localDateOfDigits } from '../../notation/national-time';

/** A co-payment on the way of a year: `yyyymmddHHMM` on the wall clock of Viet Nam. */
export type CoPayment = { readonly at: string; readonly amount: Hundredths };

const HUNDREDTHS = 100n;

/** The account of one person in one calendar year. */
export type Account = {
  readonly paid: Hundredths;
  /** What is still to be paid before the exemption, at the base salary of `asOf`; 0 or less once it is used up. */
  readonly remaining: Hundredths;
  /** What was paid and what remains: the threshold of this person in this year. */
  readonly threshold: Hundredths;
  /** The co-payment that went above the threshold: from it on the year is exempt. */
  readonly crossedBy: CoPayment | undefined;
};

/**
 * Adds the co-payments of a year up; how many base salaries are paid in it is the law of its first day. When the base
 * salary changes, what remains is as many base salaries as before:
 * `remaining = (6 - paidBefore / old) * new` (Decree 188/2025 Art 18 k2 c).
 */
export const accountOf = (
  coPayments: readonly CoPayment[],
  { year, asOf }: { readonly year: number; readonly asOf: LocalDate },
  law: Law,
): Account => {
  const newYear = localDate(`${year}-01-01`);
  const ofYear = coPayments
    .filter(({ at }) => Number(at.slice(0, 4)) === year)
    .sort((one, other) => byText(one.at, other.at));
  let salary = inForceOrFirst(law['base-salary'], newYear);
  let remaining = hundredths(salary * inForceOrFirst(law['co-payment-limits'], newYear).yearlySalaries * HUNDREDTHS);
  let paid = hundredths(0n);
  let crossedBy: CoPayment | undefined;
  const moveTo = (date: LocalDate): void => {
    const next = inForceOrFirst(law['base-salary'], date);
    if (next !== salary && remaining > 0n) remaining = hundredths(divideRounded(remaining * next, salary));
    salary = next;
  };
  for (const coPayment of ofYear) {
    moveTo(localDateOfDigits(coPayment.at));
    remaining = minus(remaining, coPayment.amount);
    paid = plus(paid, coPayment.amount);
    if (remaining < 0n) crossedBy ??= coPayment;
  }
  if (asOf.slice(0, 4) === String(year)) moveTo(asOf);
  return { paid, remaining, threshold: plus(paid, remaining), crossedBy };
};

/** The day on which five years on end are reached, by the first of the cards that says so. */
export const firstFiveYears = (
  coverages: Iterable<{ readonly fiveYearsOn: LocalDate | null }>,
): LocalDate | undefined => {
  let first: LocalDate | undefined;
  for (const { fiveYearsOn } of coverages)
    if (fiveYearsOn !== null && (first === undefined || fiveYearsOn < first)) first = fiveYearsOn;
  return first;
};

/** The moment from which the rest of the year is exempt: the threshold is crossed and five years on end are reached. */
export const exemptionOf = ({ crossedBy }: Account, fiveYearsOn: LocalDate | undefined): string | undefined => {
  if (crossedBy === undefined || fiveYearsOn === undefined) return undefined;
  const reached = `${fiveYearsOn.replaceAll('-', '')}0000`;
  if (reached <= crossedBy.at) return crossedBy.at;
  return reached.slice(0, 4) === crossedBy.at.slice(0, 4) ? reached : undefined;
};

/** The least of what is in force on a day or later. */
const leastSince = <Value>(
  table: readonly Dated<Value>[],
  day: LocalDate,
  numberOf: (value: Value) => bigint,
): bigint | undefined =>
  table
    .filter(({ to }) => to === null || to >= day)
    .map(({ value }) => numberOf(value))
    .reduce<bigint | undefined>((min, number) => (min === undefined || number < min ? number : min), undefined);

/** So little crosses no threshold of that year or a later one: the cheap question before accounts are added up. */
export const isFarBelow = (coPayments: readonly CoPayment[], year: number, law: Law): boolean => {
  const newYear = localDate(`${year}-01-01`);
  const salary = leastSince(law['base-salary'], newYear, (amountVnd) => amountVnd);
  const salaries = leastSince(law['co-payment-limits'], newYear, ({ yearlySalaries }) => yearlySalaries);
  const total = sumOf(coPayments.map(({ amount }) => amount));
  return salary !== undefined && salaries !== undefined && total <= salary * salaries * HUNDREDTHS;
};
