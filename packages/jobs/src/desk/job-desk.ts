import { reject } from '@ansinh/contracts/catalogue/problems';
import { type AuditedAct, isUniqueViolation, type TransactionClient, writeAudit } from '@ansinh/database';
import { KEEP_DAYS } from '../boss/job-queue';

/** The operator behind an act, and why. */
export type Acting = Pick<AuditedAct, 'subject' | 'tenant' | 'traceId'> & { readonly reason: string };

type Locked = { readonly name: string; readonly state: string };

/** Waits for whoever ends it at this moment. @throws request.not-found */
const lockJob = async (db: TransactionClient, id: string): Promise<Locked> => {
  const [row] = await db.$queryRaw<Locked[]>`
    SELECT name, state::text AS state FROM jobs.job WHERE id = ${id}::uuid FOR UPDATE`;
  if (row === undefined) throw reject('request.not-found');
  return row;
};

const targetOf = (id: string): string => `job:${id}`;

/**
 * A failed job is due again, for one attempt more.
 * @throws request.not-found, job.not-failed, job.another-waits
 */
export const retryJob = async (
  db: TransactionClient,
  id: string,
  { now, ...by }: Acting & { readonly now: Date },
): Promise<void> => {
  const { name, state } = await lockJob(db, id);
  if (state !== 'failed') throw reject('job.not-failed');
  try {
    await db.$executeRaw`
      UPDATE jobs.job SET state = 'retry', retry_limit = retry_count + 2, start_after = ${now}, completed_on = NULL,
                          deletion_seconds = ${KEEP_DAYS * 86_400}::int
      WHERE name = ${name} AND id = ${id}::uuid`;
  } catch (error) {
    if (isUniqueViolation(error)) throw reject('job.another-waits');
    throw error;
  }
  await writeAudit(db, { ...by, action: 'job.retry', target: targetOf(id), outcome: 'due again' });
};

/**
 * A job that is not done is closed without an effect; what runs at this moment is rolled back, unless its end is written.
 * @throws request.not-found, job.already-done
 */
export const cancelJob = async (
  db: TransactionClient,
  id: string,
  { now, ...by }: Acting & { readonly now: Date },
): Promise<void> => {
  const { name, state } = await lockJob(db, id);
  if (state === 'completed') throw reject('job.already-done');
  if (state === 'cancelled') return;
  await db.$executeRaw`
    UPDATE jobs.job SET state = 'cancelled', completed_on = ${now}, deletion_seconds = ${KEEP_DAYS * 86_400}::int
    WHERE name = ${name} AND id = ${id}::uuid`;
  await writeAudit(db, { ...by, action: 'job.cancellation', target: targetOf(id), outcome: `cancelled, was ${state}` });
};
