import type { FundName, WageZone } from '../funds';
import { type Vnd, vnd } from '../money';
import { datedTable } from './dated';

/** Base salary (luong co so); the reference level equals it until it is abolished (Decree 158/2025 Art 5). Dong per month. */
export const BASE_SALARY = datedTable<Vnd>([
  { from: '2019-07-01', to: '2023-06-30', value: vnd(1_490_000n), source: 'Decree 38/2019 (confirm)' },
  { from: '2023-07-01', to: '2024-06-30', value: vnd(1_800_000n), source: 'Decree 24/2023' },
  { from: '2024-07-01', to: '2026-06-30', value: vnd(2_340_000n), source: 'Decree 73/2024' },
  { from: '2026-07-01', to: null, value: vnd(2_530_000n), source: 'Decree 161/2026' },
]);

/** Regional minimum wage, dong per month, by zone. */
export const REGIONAL_MINIMUM_WAGE = datedTable<Record<WageZone, Vnd>>([
  {
    from: '2024-07-01',
    to: '2025-12-31',
    value: { I: vnd(4_960_000n), II: vnd(4_410_000n), III: vnd(3_860_000n), IV: vnd(3_450_000n) },
    source: 'Decree 74/2024',
  },
  {
    from: '2026-01-01',
    to: null,
    value: { I: vnd(5_310_000n), II: vnd(4_730_000n), III: vnd(4_140_000n), IV: vnd(3_700_000n) },
    source: 'Decree 293/2025',
  },
]);

/** A share in millionths: 8 % is 80_000n. */
export type FundRate = { readonly employee: bigint; readonly employer: bigint };

/** Contribution rates of an ordinary contract, by fund. Employee and employer parts are rounded apart. */
export const CONTRIBUTION_RATES = datedTable<Record<FundName, FundRate>>([
  {
    from: '2025-07-01',
    to: null,
    value: {
      retirement: { employee: 80_000n, employer: 140_000n },
      'sickness-maternity': { employee: 0n, employer: 30_000n },
      accident: { employee: 0n, employer: 5_000n },
      unemployment: { employee: 10_000n, employer: 10_000n },
      health: { employee: 15_000n, employer: 30_000n },
    },
    source: 'Law 41/2024 Art 32-34; Decree 58/2020; Law 74/2025 Art 33; Decree 188/2025',
  },
]);

/** Caps of the wage that contributions are based on: multiples of the base salary, or of the regional minimum wage. */
export type WageCapMultiples = { readonly socialAndHealth: bigint; readonly unemployment: bigint };
export const WAGE_CAP_MULTIPLES = datedTable<WageCapMultiples>([
  {
    from: '2025-07-01',
    to: null,
    value: { socialAndHealth: 20n, unemployment: 20n },
    source: 'Law 41/2024 Art 31; Law 74/2025',
  },
]);

/** Interest on late contributions: millionths of the arrears per day. */
export const LATE_PAYMENT_DAILY_RATE = datedTable<bigint>([
  { from: '2025-07-01', to: null, value: 300n, source: 'Law 41/2024 Art 40, 41' },
]);

/** Days after the last day to pay from which on an employer is told that it is late, is urged, and may be evading. */
export type ArrearsDays = { readonly late: number; readonly urged: number; readonly evasion: number };
export const ARREARS_DAYS = datedTable<ArrearsDays>([
  {
    from: '2025-07-01',
    to: null,
    value: { late: 3, urged: 31, evasion: 61 },
    source:
      'Law 41/2024 Art 38-39: late from day 1, evasion when more than 60 days late and urged. Day 3 leaves banks the time to tell of what was booked on the last day, day 31 is practice (confirm)',
  },
]);

/** Health-insurance rate of households, millionths of the base salary per month, and the percentage by place in the household. */
export type HouseholdHealthRate = { readonly rate: bigint; readonly percentByPlace: readonly bigint[] };
export const HOUSEHOLD_HEALTH_RATE = datedTable<HouseholdHealthRate>([
  {
    from: '2025-07-01',
    to: null,
    value: { rate: 45_000n, percentByPlace: [100n, 70n, 60n, 50n, 40n] },
    source: 'Decree 188/2025',
  },
]);

/** What the wage may not fall below. The reference level equals the base salary (Decree 158/2025 Art 5). */
export type WageFloorBasis = 'regional-minimum-wage' | 'reference-level';
export const WAGE_FLOOR_BASIS = datedTable<WageFloorBasis>([
  {
    from: '2024-07-01',
    to: '2025-06-30',
    value: 'regional-minimum-wage',
    source: 'Decision 595/QD-BHXH Art 6 (confirm)',
  },
  { from: '2025-07-01', to: null, value: 'reference-level', source: 'Law 41/2024 Art 31' },
]);

/**
 * Zone of a commune without an entry. In 2026 Dak Lak has the zones III and IV only, and "all others" are IV. Decree
 * 293/2025 lists the communes of zone III by name, not by the five-digit code that employers send, hence the entries.
 */
export const DEFAULT_WAGE_ZONE = datedTable<WageZone>([
  { from: '2024-07-01', to: '2025-12-31', value: 'IV', source: 'Decree 74/2024 (confirm)' },
  { from: '2026-01-01', to: null, value: 'IV', source: 'Decree 293/2025, annex' },
]);
