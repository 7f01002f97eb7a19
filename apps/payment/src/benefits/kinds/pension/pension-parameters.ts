import { type YearMonth, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { Sex } from '@ansinh/contracts/vocabulary/identifiers';
import { datedTable } from '@ansinh/contracts/vocabulary/law/dated';
import { vnd } from '@ansinh/contracts/vocabulary/money';

export type PensionSex = Exclude<Sex, 'undetermined'>;

/** Retirement age in months of life: a start in 2020, a step per calendar year after it, and the final age. */
export type RetirementAge = { readonly startMonths: number; readonly stepMonths: number; readonly finalMonths: number };

export const RETIREMENT_AGE: Record<PensionSex, RetirementAge> = {
  male: { startMonths: 60 * 12, stepMonths: 3, finalMonths: 62 * 12 },
  female: { startMonths: 55 * 12, stepMonths: 4, finalMonths: 60 * 12 },
};
export const RETIREMENT_AGE_SOURCE = 'Labour Code 45/2019 Art 169; Decree 135/2020 Art 4';

/** Paid months that give a right to a pension, by the date on which it starts. */
export const MINIMUM_PAID_MONTHS = datedTable<number>([
  { from: '2016-01-01', to: '2025-06-30', value: 20 * 12, source: 'Law 58/2014 Art 54' },
  { from: '2025-07-01', to: null, value: 15 * 12, source: 'Law 41/2024 Art 64' },
]);

/**
 * A pension rate in per mille of the average wage: `base` for the first `fromHalfYears` half-years, then a gain per
 * further half-year in steps, never above `max`.
 */
export type PensionRate = {
  readonly base: bigint;
  readonly fromHalfYears: number;
  readonly steps: readonly { readonly untilHalfYears: number; readonly perHalfYear: bigint }[];
  readonly max: bigint;
};

const NO_END = Number.MAX_SAFE_INTEGER;

/** Before July 2025 a man needs 20 years, where both laws give him 45 %: one table serves both. */
export const PENSION_RATE: Record<PensionSex, PensionRate> = {
  female: { base: 450n, fromHalfYears: 30, steps: [{ untilHalfYears: NO_END, perHalfYear: 10n }], max: 750n },
  male: {
    base: 400n,
    fromHalfYears: 30,
    steps: [
      { untilHalfYears: 40, perHalfYear: 5n },
      { untilHalfYears: NO_END, perHalfYear: 10n },
    ],
    max: 750n,
  },
};
export const PENSION_RATE_SOURCE = 'Law 41/2024 Art 66';
export const HALF_YEAR_SOURCE = 'Law 41/2024 Art 66: 1-6 months count as half a year, 7-11 months as one year';
export const AVERAGE_WAGE_SOURCE = 'Law 41/2024 Art 72 (wages set by the employer: all paid months)';

type PensionRaise = { readonly from: YearMonth; readonly perMille: bigint; readonly source: string };

/** Raises of pensions that started before `from`: per mille of the pension of the month before. */
export const PENSION_RAISES: readonly PensionRaise[] = [
  { from: yearMonth('2024-07'), perMille: 1150n, source: 'Decree 75/2024' },
  { from: yearMonth('2026-07'), perMille: 1080n, source: 'Decree 162/2026' },
];

/** Wage indices in hundredths by year of the wage: 4.91 is 491n. `before` holds for all years before the first one. */
export type WageIndexTable = {
  readonly before: bigint;
  readonly firstYear: number;
  readonly byYear: readonly bigint[];
};

/** The largest wage that a record may hold, so that sums of 600 months stay far below BIGINT. */
export const MAX_MONTHLY_WAGE_VND = vnd(1_000_000_000_000n);

const indices = (before: bigint, byYear: readonly bigint[]): WageIndexTable => ({ before, firstYear: 1995, byYear });

/** Index tables by the year in which the pension starts; each entry begins with the wages of 1995. */
export const WAGE_INDICES = datedTable<WageIndexTable>([
  {
    from: '2025-01-01',
    to: '2025-12-31',
    value: indices(563n, [
      478n,
      451n,
      437n,
      406n,
      389n,
      395n,
      397n,
      382n,
      370n,
      343n,
      317n,
      295n,
      272n,
      221n,
      207n,
      190n,
      160n,
      147n,
      137n,
      132n,
      131n,
      128n,
      123n,
      119n,
      116n,
      112n,
      110n,
      107n,
      104n,
      100n,
      100n,
    ]),
    source: 'Circular 01/2025/TT-BLDTBXH',
  },
  {
    from: '2026-01-01',
    to: '2026-12-31',
    value: indices(581n, [
      491n,
      465n,
      450n,
      418n,
      401n,
      407n,
      409n,
      394n,
      381n,
      354n,
      327n,
      305n,
      281n,
      229n,
      214n,
      196n,
      165n,
      151n,
      142n,
      136n,
      136n,
      132n,
      128n,
      123n,
      120n,
      116n,
      114n,
      111n,
      107n,
      103n,
      100n,
      100n,
    ]),
    source: 'Letter 340/BHXH-CSXH of 2026-02-03',
  },
]);
