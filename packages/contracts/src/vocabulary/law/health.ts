import { datedTable } from './dated';

export type CardTerms = {
  /** A break of insurance as long as this ends the consecutive years, and a household then waits. */
  readonly longGapDays: number;
  /** Days between a household's payment and the first valid day, the first time or after such a break. */
  readonly waitingDays: number;
  /** Months of consecutive insurance until the exemption of co-payment may apply. */
  readonly consecutiveMonths: number;
  /** Month and day of the month's year to which a paid month of an employer carries the card. */
  readonly workerCardEndsOn: string;
  /** Days before the last valid day from which on the holder is told, and after it until which. */
  readonly expiryToldDays: number;
};

export const CARD_TERMS = datedTable<CardTerms>([
  {
    from: '1992-08-15',
    to: null,
    value: { longGapDays: 90, waitingDays: 30, consecutiveMonths: 60, workerCardEndsOn: '12-31', expiryToldDays: 30 },
    source:
      'Law on Health Insurance Art 16 (Law 51/2024); Decree 188/2025; 31 December and the 30 days of notice are the practice of the agency (confirm). In force here since the first cards (Decree 299/1992), so that the dates of old ones can be read',
  },
]);

/** Share of the in-scope cost that the fund pays, in percent, by the digit printed on the card (position 3). */
export const BENEFIT_PERCENT_BY_DIGIT = datedTable<Readonly<Record<string, number>>>([
  {
    from: '2015-01-01',
    to: null,
    value: { 1: 100, 2: 100, 3: 95, 4: 80, 5: 100 },
    source: 'Law 51/2024 Art 22; Decree 188/2025 Art 18-21 (the same digits since Law 46/2014)',
  },
]);

/**
 * Groups whose benefit the law has raised while cards in people's hands still print the old digit: near-poor (CN,
 * printed 3) and people of 75 and more with a social pension (LH, printed 4).
 */
export const BENEFIT_PERCENT_BY_GROUP = datedTable<Readonly<Record<string, number>>>([
  { from: '2015-01-01', to: '2025-12-31', value: {}, source: 'the printed digit decides' },
  {
    from: '2026-01-01',
    to: null,
    value: { CN: 100, LH: 100 },
    source: 'Resolution 261/2025/QH15; letter 38/BYT-BH',
  },
]);

/** What limits the co-payment of a person. */
export type CoPaymentLimits = {
  /** A visit below so many percent of the base salary costs the patient nothing. */
  readonly freeVisitPercent: bigint;
  /** Base salaries of co-payments in a year after which nothing more is paid. */
  readonly yearlySalaries: bigint;
};

export const CO_PAYMENT_LIMITS = datedTable<CoPaymentLimits>([
  {
    from: '2015-01-01',
    to: null,
    value: { freeVisitPercent: 15n, yearlySalaries: 6n },
    source: 'Law 51/2024 Art 22; Decree 188/2025 Art 18 k2 (the same since Law 46/2014)',
  },
]);

/** Percent of the benefit level that is payable, outpatient and inpatient; null where it is decided case by case. */
export type VisitPercent = { readonly outpatient: bigint; readonly inpatient: bigint } | null;

const VISIT_LAW = 'QD 3276/QD-BYT 2025 annex 1; Decree 188/2025 Art 19';
const same = (percent: bigint): VisitPercent => ({ outpatient: percent, inpatient: percent });
const each = (reasons: readonly string[], percent: VisitPercent): Record<string, VisitPercent> =>
  Object.fromEntries(reasons.map((reason) => [reason, percent]));

/** Self-referred outpatients at 50 to 70 points or ex-provincial level: nothing, then half from 2026-07-01. */
const percentByReason = (selfReferred: bigint): Readonly<Record<string, VisitPercent>> => ({
  ...each(['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '1.11', '1.12', '1.15', '1.16', '1.17'], same(100n)),
  ...each(['1.13', '1.14', '1.18'], same(selfReferred)),
  ...each(['2', '3.2', '3.3', '3.6', '7'], same(100n)),
  '3.1': { outpatient: 0n, inpatient: 40n },
  // Drugs that are fetched or brought cost the fund what the card says; a withdrawn claim asks for nothing.
  ...each(['7.2', '7.3', '7.4', '10'], same(100n)),
  ...each(['8', '9'], same(0n)),
});

/** MA_DOITUONG_KCB -> percent, by the date of arrival. */
export const VISIT_REASON_PERCENT = datedTable<Readonly<Record<string, VisitPercent>>>([
  { from: '2025-01-01', to: '2026-06-30', value: percentByReason(0n), source: VISIT_LAW },
  { from: '2026-07-01', to: null, value: percentByReason(50n), source: VISIT_LAW },
]);

/** Percent of the cost of the quarter before that the fund pays in advance, by the first day of the advanced quarter. */
export const ADVANCE_PERCENT = datedTable<bigint>([
  {
    from: '2015-01-01',
    to: '2025-06-30',
    value: 80n,
    source: 'Law 46/2014/QH13 Art 1(22), Art 32 of Law 25/2008/QH12',
  },
  { from: '2025-07-01', to: null, value: 90n, source: 'Law 51/2024/QH15, Art 32' },
]);

/** Terms of claims and their accounts. Days are working days where the name says so, calendar days otherwise. */
export type ClaimTerms = {
  readonly correctionWorkingDays: number;
  /** Visits of a month are corrected and signed before this day of the next one. */
  readonly monthEndDay: number;
  /** A claim that comes back is corrected in no less than this after its answer. */
  readonly answeredWorkingDays: number;
  readonly appraisalWorkingDays: number;
  readonly explanationWorkingDays: number;
  /** What the agency decides of an explained question. */
  readonly decisionWorkingDays: number;
  readonly summaryDay: number;
  readonly resultDays: number;
  /** Of the last quarter, which closes the year. */
  readonly yearResultDays: number;
  readonly paymentWorkingDays: number;
  readonly advanceWorkingDays: number;
};

/** By the first day of what is measured: the visit, the month, the report, the signature. */
export const CLAIM_TERMS = datedTable<ClaimTerms>([
  {
    from: '2015-01-01',
    to: null,
    value: {
      correctionWorkingDays: 7,
      monthEndDay: 5,
      answeredWorkingDays: 2,
      appraisalWorkingDays: 7,
      explanationWorkingDays: 3,
      // No text names a term of its own: that of a result of the appraisal (confirm).
      decisionWorkingDays: 7,
      summaryDay: 15,
      resultDays: 30,
      yearResultDays: 60,
      paymentWorkingDays: 3,
      advanceWorkingDays: 5,
    },
    source: 'Law 51/2024/QH15 Art 32; TT 12/2026/TT-BTC and TT 48/2017/TT-BYT (confirm since when each holds)',
  },
]);
