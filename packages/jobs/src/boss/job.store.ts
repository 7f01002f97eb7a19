import type { Note, TransactionClient } from '@ansinh/database';
import type { Db } from 'pg-boss';
import type { Taken } from './taken';

// All that we write into the table of pg-boss ourselves, for what it has no word for: an end before the attempts are used up,
// a job that is due again at once, and what operators do. Each statement is fenced: to the attempt, to a lease that is over, or
// to the state that the operator saw.

/** So long a finished job is kept to be looked at: 14 days. */
export const KEEP_SECONDS = 14 * 86_400;

/** A failed job stays until an operator acts: it is never tidied away. */
export const failFinally = async (db: Db, { name, id, retryCount }: Taken, note: Note): Promise<boolean> => {
  const { rows } = await db.executeSql(
    `UPDATE jobs.job
     SET state = 'failed', completed_on = jobs.job_now(), output = $4::text::jsonb, deletion_seconds = 0
     WHERE name = $1 AND id = $2::uuid AND retry_count = $3::int AND state = 'active'
     RETURNING id`,
    [name, id, retryCount, JSON.stringify(note)],
  );
  return rows.length === 1;
};

/** An attempt that was broken off is none of those that the job has: it gets one more. */
export const releaseClaim = async (db: Db, { name, id, retryCount }: Taken): Promise<void> => {
  await db.executeSql(
    `UPDATE jobs.job SET state = 'retry', start_after = jobs.job_now(), retry_limit = retry_limit + 1
     WHERE name = $1 AND id = $2::uuid AND retry_count = $3::int AND state = 'active'`,
    [name, id, retryCount],
  );
};

/** A job whose process is gone is due again. Rows that are being settled are left to whoever holds them. */
export const releaseLapsed = async (db: Db, names: readonly string[], leaseMs: number): Promise<number> => {
  const { rows } = await db.executeSql(
    `UPDATE jobs.job SET state = 'retry', start_after = jobs.job_now()
     WHERE (name, id) IN (
       SELECT name, id FROM jobs.job
       WHERE name = ANY($1::text[]) AND state = 'active' AND heartbeat_on < jobs.job_now() - $2::int * interval '1 ms'
       FOR UPDATE SKIP LOCKED)
     RETURNING id`,
    [names, leaseMs],
  );
  return rows.length;
};

/** A failed job is due again, for one attempt more. @returns false when it is none that failed */
export const retryFailed = async (db: TransactionClient, id: string, now: Date): Promise<boolean> => {
  const changed = await db.$executeRaw`
    UPDATE jobs.job SET state = 'retry', retry_limit = retry_count + 2, start_after = ${now}, completed_on = NULL,
                        deletion_seconds = ${KEEP_SECONDS}::int
    WHERE id = ${id}::uuid AND state = 'failed'`;
  return changed === 1;
};

/** Who cancels the same job waits here, and finds then what the other one did. */
export const waitToCancel = async (db: TransactionClient, id: string): Promise<void> => {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`cancel|${id}`}, 0))`;
};

/** A job that has no effect is closed. @returns false when its effect or its end is written */
export const cancelUndone = async (db: TransactionClient, id: string, now: Date): Promise<boolean> => {
  const changed = await db.$executeRaw`
    UPDATE jobs.job SET state = 'cancelled', completed_on = ${now}, deletion_seconds = ${KEEP_SECONDS}::int
    WHERE id = ${id}::uuid AND state NOT IN ('completed', 'cancelled')`;
  return changed === 1;
};
