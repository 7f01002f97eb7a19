import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Payout } from '@ansinh/contracts/payment/api';
import type { TenantKind } from '@ansinh/contracts/wire/permissions';
import { findBatch } from '../batches/batch.store';
import { maySeeBatch } from '../batches/batch-scope.rules';
import type { Tx } from '../kit';
import type { PayoutRecord } from '../payouts/payout.rules';
import { findPayout, findPayoutsOf, payoutView } from '../payouts/payout.views';

/**
 * What a tenant may see: the agency everything, a post office its own list, a bank what a batch that it may see asks it
 * to pay. Anybody else nothing.
 */
const VISIBLE = {
  agency: () => true,
  'post-office': ({ by }, payout) => payout.postOfficeCode === by.tenant.code,
  bank: async ({ db, by }, { batchId }) => {
    const batch = batchId === null ? undefined : await findBatch(db, batchId);
    return batch !== undefined && maySeeBatch(by, batch);
  },
  facility: () => false,
  employer: () => false,
  citizen: () => false,
} satisfies Record<TenantKind, (tx: Tx, payout: PayoutRecord) => boolean | Promise<boolean>>;

export const getPayout = async (tx: Tx, payoutId: string): Promise<Payout> => {
  const payout = await findPayout(tx.db, payoutId);
  if (payout === undefined || !(await VISIBLE[tx.by.tenant.kind](tx, payout))) throw reject('request.not-found');
  return payoutView(payout);
};

/** Every payout of a participant that the tenant may see, oldest first. */
export const listPayoutsOf = async (tx: Tx, participantId: string): Promise<Payout[]> => {
  const visible: Payout[] = [];
  for (const payout of await findPayoutsOf(tx.db, participantId))
    if (await VISIBLE[tx.by.tenant.kind](tx, payout)) visible.push(payoutView(payout));
  return visible;
};
