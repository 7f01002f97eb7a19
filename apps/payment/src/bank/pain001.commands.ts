import { moveBatch } from '../batches/batch.rules';
import { findBatch, markFetched } from '../batches/batch.store';
import { requireVisibleBatch } from '../batches/batch-scope.rules';
import type { Tx } from '../kit';
import { readPain001 } from './pain001.views';

/** Hands out the payment order of an approved batch; when its bank reads it, the batch counts as fetched. */
export const fetchPain001 = async (tx: Tx, batchId: string): Promise<AsyncIterable<string>> => {
  const batch = requireVisibleBatch(await findBatch(tx.db, batchId), tx.by);
  const message = readPain001(tx.db, batch);
  if (tx.by.tenant.kind === 'bank' && moveBatch(batch, { to: 'fetched' }) !== batch.status)
    await markFetched(tx.db, batchId);
  return message;
};
