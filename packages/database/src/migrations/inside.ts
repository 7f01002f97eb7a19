import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { isConflict, isLockTimeout } from '../errors';
import type { Migration } from './migration-files';
import { PATIENCE, type Patience, pauseBeforeMs } from './patience.rules';

/** Script and note of it, together or not at all. */
const tryOnce = async (
  client: Client,
  table: string,
  { migration, lockTimeoutMs }: { readonly migration: Migration; readonly lockTimeoutMs: number },
): Promise<void> => {
  const { name, sql, checksum } = migration;
  await client.query('BEGIN');
  await client.query(`SET LOCAL lock_timeout = ${lockTimeoutMs}`);
  await client.query(sql);
  await client.query(
    `INSERT INTO ${table} (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES (gen_random_uuid()::text, $1, $2, now(), now(), 1)`,
    [checksum, name],
  );
  await client.query('COMMIT');
};

/**
 * Applies a script in one transaction. One that waits for a table stands first in the queue of it, and everybody behind: so
 * it waits briefly, lets them pass, and tries again.
 * @throws Error that names the migration when the table was in use whenever it tried
 */
export const applyInside = async (
  client: Client,
  table: string,
  { migration, patience = PATIENCE }: { readonly migration: Migration; readonly patience?: Patience | undefined },
): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await tryOnce(client, table, { migration, lockTimeoutMs: patience.lockTimeoutMs });
      return;
    } catch (error) {
      if (!isLockTimeout(error) && !isConflict(error)) throw error;
      await client.query('ROLLBACK');
      if (attempt >= patience.attempts)
        throw new Error(
          `migration ${migration.name} found what it changes in use ${attempt} times: end the transaction that is open for long, and start again`,
          { cause: error },
        );
    }
    await pause(pauseBeforeMs(attempt + 1, patience));
  }
};
