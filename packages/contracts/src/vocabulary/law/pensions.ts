import type { Sex } from '../identifiers';
import { datedTable } from './dated';

export type PensionSex = Exclude<Sex, 'undetermined'>;

/** Retirement age in months of life: a start in 2020, a step per calendar year after it, and the final age. */
export type RetirementAge = { readonly startMonths: number; readonly stepMonths: number; readonly finalMonths: number };

/** By the month in which the pension starts. No pension of before is computed here: the indices of its year are not kept. */
export const RETIREMENT_AGE = datedTable<Record<PensionSex, RetirementAge>>([
  {
    from: '1995-01-01',
    to: null,
    value: {
      male: { startMonths: 60 * 12, stepMonths: 3, finalMonths: 62 * 12 },
      female: { startMonths: 55 * 12, stepMonths: 4, finalMonths: 60 * 12 },
    },
    source: 'Labour Code 45/2019 Art 169; Decree 135/2020 Art 4',
  },
]);

/** Paid months that give a right to a pension, by the date on which it starts. */
export const PENSION_MINIMUM_MONTHS = datedTable<number>([
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

/** More half-years than anybody works: the last step has no end. */
const NO_END = 1_000;

/** Before July 2025 a man needs 20 years, where both laws give him 45 %: one table serves both. */
export const PENSION_RATE = datedTable<Record<PensionSex, PensionRate>>([
  {
    from: '1995-01-01',
    to: null,
    value: {
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
    },
    source: 'Law 41/2024 Art 66',
  },
]);

/** Raises of pensions that started before the month of the first day: per mille of the pension of the month before. */
export const PENSION_RAISE = datedTable<bigint>([
  { from: '2024-07-01', to: '2026-06-30', value: 1150n, source: 'Decree 75/2024' },
  { from: '2026-07-01', to: null, value: 1080n, source: 'Decree 162/2026' },
]);

export type FuneralAllowance = {
  /** Paid months that give a right to the allowance: compulsory ones, or all together. */
  readonly compulsoryMonths: number;
  readonly allMonths: number;
  /** The allowance in reference levels, of the day of the death. */
  readonly referenceLevels: bigint;
  /** Days after the death in which the papers are handed in without an explanation; a last day that is off moves on. */
  readonly termDays: number;
};

/** The allowance of a death, by its date. Earlier deaths are decided by the law of their time, which is not written down here. */
export const FUNERAL_ALLOWANCE = datedTable<FuneralAllowance>([
  {
    from: '2025-07-01',
    to: null,
    value: { compulsoryMonths: 12, allMonths: 60, referenceLevels: 10n, termDays: 90 },
    source: 'Law 41/2024 Art 85, 109; Art 91, 112 for the term',
  },
]);

/** Wage indices in hundredths by year of the wage: 4.91 is 491n. `before` holds for all years before the first one. */
export type WageIndexTable = {
  readonly before: bigint;
  readonly firstYear: number;
  readonly byYear: readonly bigint[];
};

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
