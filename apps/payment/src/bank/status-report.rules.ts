import type { StatusReportResult } from '@ansinh/contracts/payment/api';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import type { PaymentStatusCode } from '@ansinh/iso20022';
import type { SentLine } from '../batches/batch.rules';
import { mayMove, movePayout, NO_REASON, type PayoutRecord } from '../payouts/payout.rules';

type LineResult = StatusReportResult['lines'][number];

/** What the bank says of one line. */
export type ReportedLine = {
  readonly endToEndId: string;
  readonly status: PaymentStatusCode;
  readonly reasonCode: string | undefined;
  readonly at: Date;
  readonly amountVnd?: Vnd | undefined;
};

/**
 * What a status of the ISO 20022 list means for the debt. An accepted order counts as paid (ACSP is the positive answer
 * of the national clearing house); if it comes back all the same, a later RJCT returns the payout after payment. A
 * payment that is blocked or partly executed stays pending until the bank decides.
 */
const MEANING = {
  ACCC: 'paid',
  ACCP: 'paid',
  ACFC: 'pending',
  ACSC: 'paid',
  ACSP: 'paid',
  ACTC: 'pending',
  ACWC: 'paid',
  ACWP: 'pending',
  BLCK: 'pending',
  CANC: 'returned',
  PART: 'pending',
  PATC: 'pending',
  PDNG: 'pending',
  RCVD: 'pending',
  RJCT: 'returned',
} as const satisfies Record<PaymentStatusCode, 'paid' | 'returned' | 'pending'>;

export type LineDecision = {
  readonly result: LineResult;
  /** The payout after the step, when the report changes it. */
  readonly changed?: PayoutRecord;
  readonly outcome?: 'pending' | 'paid' | 'returned';
  readonly reasonCode?: string;
};

/**
 * Decides one reported line. Reports come twice and out of order: a line that cannot move forward is unchanged, and a
 * line whose payout has gone out again since is history. What we never sent, or sent with another amount, is unknown.
 */
export const decideLine = (line: SentLine | undefined, reported: ReportedLine, batchId: string): LineDecision => {
  const { endToEndId } = reported;
  if (line === undefined) return { result: { endToEndId, outcome: 'unknown' } };
  if (reported.amountVnd !== undefined && reported.amountVnd !== line.amountVnd)
    return { result: { endToEndId, outcome: 'unknown', reasonCode: 'AM09' } };
  const unchanged: LineDecision = { result: { endToEndId, outcome: 'unchanged' } };
  const { payout } = line;
  if (payout?.batchId !== batchId) return unchanged;
  const meaning = MEANING[reported.status];
  if (meaning === 'pending')
    return line.outcome === 'open'
      ? { result: { endToEndId, outcome: 'pending' }, outcome: 'pending' }
      : { result: { endToEndId, outcome: line.outcome === 'pending' ? 'pending' : 'unchanged' } };
  if (!mayMove(payout.status, meaning)) return unchanged;
  if (meaning === 'paid')
    return {
      result: { endToEndId, outcome: meaning },
      changed: movePayout(payout, { to: meaning, paidAt: reported.at }),
      outcome: meaning,
    };
  const reasonCode = reported.reasonCode ?? NO_REASON;
  return {
    result: { endToEndId, outcome: meaning, reasonCode },
    changed: movePayout(payout, { to: meaning, reasonCode }),
    outcome: meaning,
    reasonCode,
  };
};
