import { reject } from '@ansinh/contracts/catalogue/problems';
import {
  addMonths,
  firstDayOf,
  type LocalDate,
  lastDayOf,
  monthOf,
  type YearMonth,
  yearMonth,
} from '@ansinh/contracts/vocabulary/calendar';
import { FundName, type WageZone } from '@ansinh/contracts/vocabulary/funds';
import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { least, shareOf, type Vnd, vnd } from '@ansinh/contracts/vocabulary/money';

/** One fund of one worker and month: whole dong, both parts rounded apart, half up. */
export type ContributionLine = {
  readonly fund: FundName;
  readonly baseVnd: Vnd;
  readonly employeeVnd: Vnd;
  readonly employerVnd: Vnd;
};

export const FUNDS: readonly FundName[] = FundName.options;

/** The first month whose rates and caps we carry: Law 41/2024 is in force from it on. */
export const FIRST_MONTH: YearMonth = yearMonth('2025-07');
/** The law knows payers of 1, 3 and 6 months (domain 1.4): nobody is assessed further ahead. */
const MONTHS_AHEAD_MAX = 6;

/** @throws Rejection `assessment.month-out-of-range` */
export const requireAssessableMonth = (month: YearMonth, today: LocalDate): void => {
  const lastMonth = addMonths(monthOf(today), MONTHS_AHEAD_MAX);
  if (month < FIRST_MONTH || month > lastMonth)
    throw reject('assessment.month-out-of-range', { month, firstMonth: FIRST_MONTH, lastMonth });
};

/** Monthly payers: the last day of the following month (Law 41/2024 Art 34). */
export const dueDateOf = (month: YearMonth): LocalDate => lastDayOf(addMonths(month, 1));

/** The contributions of a month at a wage: everything that depends on the month and the zone is looked up once. */
export type MonthlyRule = (wageVnd: Vnd) => readonly ContributionLine[];

export const monthlyRule = (month: YearMonth, zone: WageZone, law: Law): MonthlyRule => {
  const day = firstDayOf(month);
  const rates = inForce(law['contribution-rates'], day);
  const multiples = inForce(law['wage-cap-multiples'], day);
  const ordinaryCapVnd = vnd(inForce(law['base-salary'], day) * multiples.socialAndHealth);
  // Unemployment insurance alone is capped by the minimum wage of the place of work (Law 74/2025).
  const unemploymentCapVnd = vnd(inForce(law['regional-minimum-wage'], day)[zone] * multiples.unemployment);
  return (wageVnd) =>
    FUNDS.map((fund) => {
      const baseVnd = least(wageVnd, fund === 'unemployment' ? unemploymentCapVnd : ordinaryCapVnd);
      const rate = rates[fund];
      return {
        fund,
        baseVnd,
        employeeVnd: shareOf(baseVnd, rate.employee),
        employerVnd: shareOf(baseVnd, rate.employer),
      };
    });
};

/**
 * What a worker and the employer owe for one month, fund by fund (domain 1.1, 1.2). A wage below the legal floor is
 * assessed as declared: whether it may be declared is decided at enrolment.
 */
export const assessWorker = (
  { wageVnd, zone }: { readonly wageVnd: Vnd; readonly zone: WageZone },
  month: YearMonth,
  law: Law,
): readonly ContributionLine[] => monthlyRule(month, zone, law)(wageVnd);
