import type { Client } from 'pg';
import type { Migration } from './migration-files';
import { type CreatedIndex, requireRestartable } from './statement.rules';

/** How far a script outside a transaction has come. */
export type Progress = {
  /** Statements that are done. */
  readonly done: number;
  /** The next one was begun, and perhaps ended. */
  readonly isBegun: boolean;
};

type Found = { readonly is_valid: boolean; readonly full_name: string };

/** An index by the table that it is on: it has no schema of its own. */
const findIndex = async (client: Client, { name, table }: CreatedIndex): Promise<Found | undefined> => {
  const { rows } = await client.query<Found>(
    `SELECT pg_index.indisvalid AS is_valid, format('%I.%I', pg_namespace.nspname, relation.relname) AS full_name
     FROM pg_index
       JOIN pg_class AS relation ON relation.oid = pg_index.indexrelid
       JOIN pg_namespace ON pg_namespace.oid = relation.relnamespace
     WHERE pg_index.indrelid = to_regclass($1) AND relation.relname = (parse_ident($2))[1]`,
    [table, name],
  );
  return rows[0];
};

/**
 * What a first try left of an index: true when it is whole. A half one slows down every write and serves no read, so it is
 * dropped; so is one that another hand left half.
 */
const isBuilt = async (client: Client, index: CreatedIndex, isBegun: boolean): Promise<boolean> => {
  const found = await findIndex(client, index);
  if (found === undefined) return false;
  if (found.is_valid) {
    if (isBegun) return true;
    throw new Error(`there is an index ${found.full_name} already, and this migration has not made it`);
  }
  await client.query(`DROP INDEX CONCURRENTLY ${found.full_name}`);
  return false;
};

/**
 * Applies a script statement by statement, and writes down before and after each how far it is: whoever starts after a
 * crash or a failure goes on there. Its row is unfinished until the last statement is done.
 */
export const applyOutside = async (
  client: Client,
  table: string,
  { migration, progress }: { readonly migration: Migration; readonly progress: Progress | undefined },
): Promise<void> => {
  const { name, checksum, sql } = migration;
  const statements = requireRestartable(sql);
  const note = (what: string) => client.query(`UPDATE ${table} SET ${what} WHERE migration_name = $1`, [name]);
  if (progress === undefined)
    await client.query(
      `INSERT INTO ${table} (id, checksum, migration_name, started_at) VALUES (gen_random_uuid()::text, $1, $2, now())`,
      [checksum, name],
    );
  const { done, isBegun } = progress ?? { done: 0, isBegun: false };
  for (const [place, statement] of statements.slice(done).entries()) {
    const { index } = statement;
    const isDone = index !== undefined && (await isBuilt(client, index, isBegun && place === 0));
    if (!isDone) {
      await note(`logs = 'statement ${done + place + 1} of ${statements.length} is begun'`);
      await client.query(statement.sql);
    }
    await note(`logs = NULL, applied_steps_count = ${done + place + 1}`);
  }
  await note('finished_at = now()');
};
