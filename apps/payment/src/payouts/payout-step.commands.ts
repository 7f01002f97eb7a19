import { PayoutCreated, PayoutPaid, PayoutRedirected, PayoutReturned } from '@ansinh/contracts/payment/events';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import { chunksOf } from '@ansinh/database';
import type { Tx } from '../kit';
import { type Account, entryOfCreation, entryOfPayment, entryOfReversal } from '../ledger/ledger.rules';
import { ledger } from '../ledger/ledger.store';
import { NO_REASON, type PayoutRecord } from './payout.rules';
import { insertPayouts, saveAttempt, saveSteps } from './payout.store';

const dataOf = (payout: PayoutRecord): PayoutCreated => ({
  payoutId: payout.id,
  kind: payout.kind,
  sourceId: payout.sourceId,
  beneficiary: { kind: payout.beneficiaryKind, id: payout.beneficiaryId },
  period: payout.period,
  amountVnd: vndText(payout.amountVnd),
  channel: payout.channel,
  ...(payout.postOfficeCode === null ? {} : { postOfficeCode: payout.postOfficeCode }),
});

/**
 * The steps of payouts, one or seventy thousand at a time: rows, ledger entries and events of a step always go together,
 * so that no path can do one without the others.
 */
export const storeCreatedPayouts = async (
  tx: Tx,
  payouts: readonly PayoutRecord[],
): Promise<readonly PayoutRecord[]> => {
  const created = await insertPayouts(tx.db, payouts);
  for (const chunk of chunksOf(created)) await ledger.writeEntries(tx, chunk.map(entryOfCreation));
  for (const payout of created) tx.append(PayoutCreated, dataOf(payout), { id: payout.id, version: payout.version });
  return created;
};

/** `paidFrom` is the account that the money left: the bank of the batch, or the post office. */
export const storePaidPayouts = async (tx: Tx, paid: readonly PayoutRecord[], paidFrom: Account): Promise<void> => {
  await saveSteps(tx.db, paid);
  for (const chunk of chunksOf(paid))
    await ledger.writeEntries(
      tx,
      chunk.map((payout) => entryOfPayment(payout, paidFrom)),
    );
  for (const payout of paid) {
    const paidAt = (payout.paidAt ?? tx.now).toISOString();
    tx.append(PayoutPaid, { ...dataOf(payout), paidAt }, { id: payout.id, version: payout.version });
  }
};

export type ReturnedPayout = { readonly before: PayoutRecord; readonly after: PayoutRecord };

/** Only a payment that had been booked is reversed; money that never left is simply still owed. */
export const storeReturnedPayouts = async (
  tx: Tx,
  returned: readonly ReturnedPayout[],
  paidFrom: Account,
): Promise<void> => {
  await saveSteps(
    tx.db,
    returned.map(({ after }) => after),
  );
  const reversed = returned.filter(({ before }) => before.status === 'paid');
  for (const chunk of chunksOf(reversed))
    await ledger.writeEntries(
      tx,
      chunk.map(({ after }) => entryOfReversal(after, paidFrom)),
    );
  for (const { after } of returned)
    tx.append(
      PayoutReturned,
      { ...dataOf(after), reasonCode: after.reasonCode ?? NO_REASON, returnedAt: tx.now.toISOString() },
      { id: after.id, version: after.version },
    );
};

export const storeRedirectedPayout = async (tx: Tx, payout: PayoutRecord): Promise<void> => {
  await saveAttempt(tx.db, payout);
  tx.append(PayoutRedirected, dataOf(payout), { id: payout.id, version: payout.version });
};
