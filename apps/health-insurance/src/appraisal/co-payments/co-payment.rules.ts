import { type LocalDate, localDate } from '@ansinh/contracts/vocabulary/calendar';
import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import { BASE_SALARY } from '@ansinh/contracts/vocabulary/law/parameters';
import { divideRounded, type Hundredths, hundredths, minus, plus, sumOf } from '@ansinh/contracts/vocabulary/money';
import { byText } from '@ansinh/contracts/vocabulary/orders';
import { localDateOfDigits } from '../../notation/national-time';

/** A co-payment on the way of a year: `yyyymmddHHMM` on the wall clock of Viet Nam. */
export type CoPayment = { readonly at: string; readonly amount: Hundredths };

/** Base salaries of co-payments in a year after which nothing more is paid (Law 51/2024 Art 22; Decree 188/2025 Art 18 k2). */
const SALARIES = 6n;
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
 * Adds the co-payments of a year up. When the base salary changes, what remains is as many base salaries as before:
 * `remaining = (6 - paidBefore / old) * new` (Decree 188/2025 Art 18 k2 c).
 */
export const accountOf = (coPayments: readonly CoPayment[], year: number, asOf: LocalDate): Account => {
  const ofYear = coPayments
    .filter(({ at }) => Number(at.slice(0, 4)) === year)
    .sort((one, other) => byText(one.at, other.at));
  let salary = inForce(BASE_SALARY, localDate(`${year}-01-01`));
  let remaining = hundredths(salary * SALARIES * HUNDREDTHS);
  let paid = hundredths(0n);
  let crossedBy: CoPayment | undefined;
  const moveTo = (date: LocalDate): void => {
    const next = inForce(BASE_SALARY, date);
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

/** So little crosses no threshold of that year or a later one: the cheap question before accounts are added up. */
export const isFarBelow = (coPayments: readonly CoPayment[], year: number): boolean => {
  const total = sumOf(coPayments.map(({ amount }) => amount));
  return total <= hundredths(inForce(BASE_SALARY, localDate(`${year}-01-01`)) * SALARIES * HUNDREDTHS);
};
