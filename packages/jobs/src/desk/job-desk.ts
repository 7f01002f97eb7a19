import { reject } from '@ansinh/contracts/catalogue/problems';
import { type AuditedTx, isUniqueViolation, type TransactionClient } from '@ansinh/database';
import { cancelUndone, retryFailed, waitToCancel } from '../boss/job.store';
import type { Job, JobTx } from '../job';
import { findJob, type JobRow } from './job.views';

/** The transaction of an operator. */
type ActingTx = AuditedTx & { readonly now: Date };

/** @throws request.not-found */
const getJob = async (db: TransactionClient, id: string): Promise<JobRow> => {
  const found = await findJob(db, id);
  if (found === undefined) throw reject('request.not-found');
  return found;
};

const targetOf = (id: string) => `job:${id}` as const;

/** @throws job.another-waits */
const retryAlone = async (db: TransactionClient, id: string, now: Date): Promise<boolean> => {
  try {
    return await retryFailed(db, id, now);
  } catch (error) {
    if (isUniqueViolation(error)) throw reject('job.another-waits');
    throw error;
  }
};

/**
 * A failed job is due again, for one attempt more.
 * @throws request.not-found, job.not-failed, job.another-waits
 */
export const retryJob = async ({ db, now, audit }: ActingTx, id: string, reason: string): Promise<void> => {
  const before = await getJob(db, id);
  if (!(await retryAlone(db, id, now))) throw reject('job.not-failed');
  const after = await getJob(db, id);
  audit({ action: 'job.retry', target: targetOf(id), reason, outcome: 'due again', before, after });
};

/**
 * A job that is not done is closed without an effect, and is told so; what runs at this moment is rolled back, unless its
 * end is written.
 * @throws request.not-found, job.already-done; service.unavailable when another operator was first
 */
export const cancelJob = async <Tx extends JobTx & ActingTx>(
  tx: Tx,
  { jobs, id, reason }: { readonly jobs: readonly Job<Tx>[]; readonly id: string; readonly reason: string },
): Promise<void> => {
  const { db, now } = tx;
  await waitToCancel(db, id);
  const before = await getJob(db, id);
  const { name, state, data, attempts } = before;
  if (state === 'done') throw reject('job.already-done');
  if (state === 'cancelled') return;
  // First what the job has to say, then its row: in the order of an attempt, so that neither waits for the other.
  await jobs.find((job) => job.name === name)?.ended(tx, { data, id, attempts, how: 'cancelled' });
  if (!(await cancelUndone(db, id, now)))
    throw reject((await getJob(db, id)).state === 'done' ? 'job.already-done' : 'service.unavailable');
  const after = await getJob(db, id);
  tx.audit({
    action: 'job.cancellation',
    target: targetOf(id),
    reason,
    outcome: `cancelled, was ${state}`,
    before,
    after,
  });
};
