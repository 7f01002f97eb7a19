import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import type { Tx } from '../kit';

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
