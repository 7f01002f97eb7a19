import type { Db } from 'pg-boss';
import type { Note, Taken } from './taken';

// What pg-boss has no word for: an end before the attempts are used up, and a job that is due again at once. Each statement
// is fenced to the attempt, as its own are.

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

export const releaseClaim = async (db: Db, { name, id, retryCount }: Taken): Promise<void> => {
  await db.executeSql(
    `UPDATE jobs.job SET state = 'retry', start_after = jobs.job_now()
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
