import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import type { Tx } from '../kit';
import type { PayoutRecord } from '../payouts/payout.rules';
import { PAYOUT_COLUMNS } from '../payouts/payout.store';

export type CashPayout = PayoutRecord & { readonly beneficiaryDigest: string | null };

/**
 * Reads and locks a payout of a post office together with the digest of its beneficiary: one statement, since a counter
 * waits for it. Undefined for any other post office's payout.
 */
export const lockCashPayout = async (
  db: Tx['db'],
  payoutId: string,
  postOfficeCode: string,
): Promise<CashPayout | undefined> => {
  const [row] = await db.$queryRaw<CashPayout[]>`
    SELECT ${PAYOUT_COLUMNS}, (
      SELECT encode(personal_id_digest, 'hex') FROM beneficiaries
      WHERE payouts.beneficiary_kind = 'participant' AND participant_id::text = payouts.beneficiary_id) AS "beneficiaryDigest"
    FROM payouts WHERE id = ${payoutId}::uuid AND post_office_code = ${postOfficeCode} FOR UPDATE OF payouts`;
  return row;
};

export type CashReceipt = {
  readonly payoutId: string;
  readonly postOfficeCode: string;
  readonly amountVnd: Vnd;
  readonly paidAt: Date;
  readonly clerk: string;
};

export const insertCashPayment = async (tx: Tx, receipt: CashReceipt): Promise<void> => {
  const { payoutId, postOfficeCode, amountVnd, paidAt, clerk } = receipt;
  await tx.db.$executeRaw`
    INSERT INTO cash_payments (payout_id, post_office_code, amount_vnd, paid_at, clerk, recorded_by, recorded_at)
    VALUES (${payoutId}::uuid, ${postOfficeCode}, ${amountVnd}, ${paidAt}, ${clerk}, ${tx.by.subject}, ${tx.now})`;
};
