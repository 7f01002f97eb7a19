import type { Payout } from '@ansinh/contracts/payment/api';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import { destinationOf } from '../beneficiaries/destination.rules';
import type { Tx } from '../kit';
import type { PayoutRecord } from './payout.rules';
import { PAYOUT_COLUMNS } from './payout.store';
import { openedPayout } from './sealed-payout';

export const payoutView = (payout: PayoutRecord): Payout => ({
  payoutId: payout.id,
  kind: payout.kind,
  beneficiary: { kind: payout.beneficiaryKind, id: payout.beneficiaryId },
  beneficiaryName: payout.beneficiaryName,
  period: payout.period,
  amountVnd: vndText(payout.amountVnd),
  channel: payout.channel,
  postOfficeCode: payout.postOfficeCode,
  status: payout.status,
  reasonCode: payout.reasonCode,
  paidAt: payout.paidAt?.toISOString() ?? null,
});

export const findPayout = async (db: Tx['db'], payoutId: string): Promise<PayoutRecord | undefined> => {
  const [row] = await db.$queryRaw<PayoutRecord[]>`
    SELECT ${PAYOUT_COLUMNS} FROM payouts WHERE id = ${payoutId}::uuid`;
  return row;
};

/** Every payout of a participant, oldest first: a few a month at most, so that no page is needed. */
export const findPayoutsOf = (db: Tx['db'], participantId: string): Promise<PayoutRecord[]> =>
  db.$queryRaw<PayoutRecord[]>`
    SELECT ${PAYOUT_COLUMNS} FROM payouts
    WHERE beneficiary_kind = 'participant' AND beneficiary_id = ${participantId}
    ORDER BY id`;

/** A payout with the account that it was sent to: what a second person sees who lets it go to another one. */
export const shownPayout = async (db: Tx['db'], payoutId: string) => {
  const payout = await findPayout(db, payoutId);
  return payout && { ...payoutView(payout), attempt: payout.attempt, destination: destinationOf(openedPayout(payout)) };
};
