import type { Term } from '@ansinh/calendar';
import type { KnownDeadlineOwner, KnownDeadlineStep } from '@ansinh/contracts/health-insurance/deadlines';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Period } from '../../claim/periods/period.rules';
import {
  advanceDue,
  appraisalDue,
  correctionDue,
  decisionDue,
  explanationDue,
  paymentDue,
  resultDue,
  summaryDue,
  type TermBasis,
} from '../../registers/terms/term.rules';

/** What a term is counted by: the day from which it runs, and the month or quarter that is meant. */
export type Since = {
  readonly day: LocalDate;
  readonly period: Period;
  /** Of what an answer has set going again: the day of the answer. */
  readonly answeredOn?: LocalDate;
};

export type Step = {
  /** Who has to act. */
  readonly owner: KnownDeadlineOwner;
  readonly source: string;
  readonly due: (since: Since, basis: TermBasis) => Term;
  /** It is told so many days before its last day; on the working day before when left out. */
  readonly soonDays?: number;
};

/** Days before the end of a certificate from which on its facility is asked to renew it. */
export const CERTIFICATE_DAYS = 30;

/** Every kind of work with a term. Its names stand in the contracts, what waits is found by waiting.views.ts. */
export const STEPS: Readonly<Record<KnownDeadlineStep, Step>> = {
  'claim-correction': {
    owner: 'facility',
    source:
      'TT 48/2017/TT-BYT: 7 working days after the visit, before day 5 of the next month; not before 2 working days after the answer',
    due: ({ day, answeredOn = day }, basis) => correctionDue({ leftOn: day, answeredOn }, basis),
  },
  appraisal: {
    owner: 'agency',
    source: 'TT 12/2026/TT-BTC: 7 working days',
    due: ({ day }, basis) => appraisalDue(day, basis),
  },
  explanation: {
    owner: 'facility',
    source: 'TT 12/2026/TT-BTC: 3 working days after the result',
    due: ({ day }, basis) => explanationDue(day, basis),
  },
  'explanation-decision': {
    owner: 'agency',
    source: 'TT 12/2026/TT-BTC: 7 working days, as for a result of the appraisal (confirm)',
    due: ({ day }, basis) => decisionDue(day, basis),
  },
  'monthly-summary': {
    owner: 'facility',
    source: 'Law 51/2024/QH15 Art 32: day 15',
    due: ({ period }, basis) => summaryDue(period, basis),
  },
  'quarterly-summary': {
    owner: 'facility',
    source: 'Law 51/2024/QH15 Art 32: day 15',
    due: ({ period }, basis) => summaryDue(period, basis),
  },
  advance: {
    owner: 'agency',
    source: 'Law 51/2024/QH15 Art 32: 5 working days after the quarterly report',
    due: ({ day }, basis) => advanceDue(day, basis),
  },
  'quarterly-result': {
    owner: 'agency',
    source: 'Law 51/2024/QH15 Art 32: 30 days after the quarterly report, 60 for the fourth quarter',
    due: ({ day, period }, basis) => resultDue(period, day, basis),
  },
  'settlement-payment': {
    owner: 'agency',
    source: 'TT 12/2026/TT-BTC: 3 working days after signing (10 days by Law 51/2024/QH15 Art 32)',
    due: ({ day }, basis) => paymentDue(day, basis),
  },
  'certificate-renewal': {
    owner: 'facility',
    source: 'TT 12/2026/TT-BTC: claim files carry a valid signature',
    // The last day is that of the certificate, whatever day of the week it is.
    due: ({ day }) => ({ dueOn: day, provisional: false }),
    soonDays: CERTIFICATE_DAYS,
  },
};
