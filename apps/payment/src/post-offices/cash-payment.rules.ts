import { reject } from '@ansinh/contracts/catalogue/problems';
import type { CashReturnReason } from '@ansinh/contracts/payment/api';
import { type Vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import { movePayout, NO_REASON, type PayoutRecord } from '../payouts/payout.rules';

export type CashPayment = {
  readonly amountVnd: Vnd;
  /** Digest of the number on the paper that the clerk saw. */
  readonly receiverDigest: string;
  readonly paidAt: Date;
};

/** Numbers that are typed wrong at all counters of a post office on a day, and then ten more after each pause. */
export const RECEIVER_LIMITS = { freeADay: 100, eachTime: 10, pauseMs: 600_000 } as const;

/** Clocks of counters run a little ahead (domain 8.2: callbacks are accepted within five minutes). */
const CLOCK_LEEWAY_MS = 5 * 60_000;

/**
 * Cash is paid once, whole, and to the beneficiary in person. A payment of an offline day carries its own time, which
 * may be days old but not in the future.
 */
export const payInCash = (
  payout: PayoutRecord,
  payment: CashPayment,
  known: { readonly beneficiaryDigest: string | undefined; readonly now: Date },
): PayoutRecord => {
  const paid = movePayout(payout, { to: 'paid', paidAt: payment.paidAt });
  if (payment.amountVnd !== payout.amountVnd)
    throw reject('payout.amount-differs', { expectedVnd: vndText(payout.amountVnd) });
  if (payment.paidAt.getTime() > known.now.getTime() + CLOCK_LEEWAY_MS)
    throw reject('payout.paid-in-future', { now: known.now.toISOString() });
  // Last of all: else a payment that cannot be recorded anyway would tell whose number it is.
  if (payment.receiverDigest !== known.beneficiaryDigest) throw reject('payout.receiver-differs');
  return paid;
};

/** ISO 20022 codes of what clerks say, so that returns of banks and post offices read alike. */
export const RETURN_CODES = {
  'not-collected': NO_REASON,
  refused: NO_REASON,
  'identity-doubtful': 'BE01',
  deceased: 'MD07',
} satisfies Record<CashReturnReason, string>;
