import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { SESSION_OPTIONS } from '../session';
import { applyInside } from './inside';
import {
  DATABASE_MIGRATIONS,
  type Migration,
  type MigrationFolders,
  readPackages,
  readService,
} from './migration-files';
import { applyOutside } from './outside';
import type { Patience } from './patience.rules';

// One migrator at a time, however many replicas start together. The number has no meaning of its own.
const MIGRATION_LOCK = 7_260_001;
const LOCK_POLL_MS = 100;

const SERVICE_TABLE = `CREATE TABLE IF NOT EXISTS public._prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;
const PLATFORM_TABLE = SERVICE_TABLE.replace('public._prisma_migrations', 'platform.migrations');

type Row = {
  readonly migration_name: string;
  readonly checksum: string;
  readonly is_finished: boolean;
  readonly done: number;
  readonly is_begun: boolean;
};

type Scripts = {
  readonly table: string;
  readonly migrations: readonly Migration[];
  readonly patience?: Patience | undefined;
};

const applyAll = async (client: Client, { table, migrations, patience }: Scripts): Promise<void> => {
  const { rows } = await client.query<Row>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS is_finished, applied_steps_count AS done,
            logs IS NOT NULL AS is_begun
     FROM ${table} WHERE rolled_back_at IS NULL`,
  );
  const known = new Map(rows.map((row) => [row.migration_name, row]));
  for (const migration of migrations) {
    const row = known.get(migration.name);
    if (row !== undefined && row.checksum !== migration.checksum)
      throw new Error(`migration ${migration.name} was changed after it had been applied`);
    if (row?.is_finished === true) continue;
    if (migration.isOutside) {
      const progress = row === undefined ? undefined : { done: row.done, isBegun: row.is_begun };
      await applyOutside(client, table, { migration, progress });
    } else if (row === undefined) await applyInside(client, table, { migration, patience });
    else throw new Error(`migration ${migration.name} was begun by another tool, and is not finished`);
  }
};

/**
 * Asks again and again instead of waiting in the database: a session that waits for a lock has a snapshot, for whose end
 * `CREATE INDEX CONCURRENTLY` would wait, while it waits for us.
 */
const takeLock = async (client: Client): Promise<void> => {
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      MIGRATION_LOCK,
    ]);
    if (rows[0]?.taken === true) return;
    await pause(LOCK_POLL_MS);
  }
};

/** The scripts of a database, in the order in which they are applied: those of packages first. */
export type Migrations = { readonly ofPackages: readonly Migration[]; readonly ofService: readonly Migration[] };

export const readMigrations = async (folders: MigrationFolders): Promise<Migrations> => ({
  ofPackages: await readPackages([DATABASE_MIGRATIONS, ...folders.packages]),
  ofService: await readService(folders.service),
});

/**
 * Applies what is not applied yet, written into `_prisma_migrations` with Prisma's checksums, so that `prisma migrate deploy`
 * agrees. Each script is one transaction, unless its first line is `-- outside a transaction`. Several processes may call it
 * at once, and others may use the tables meanwhile. Throws when an applied migration was edited.
 */
export const applyMigrations = async (
  databaseUrl: string,
  { ofPackages, ofService }: Migrations,
  patience?: Patience,
): Promise<void> => {
  const client = new Client({ connectionString: databaseUrl, options: SESSION_OPTIONS });
  // A session that was cut fails the statement that runs; without a listener it would end the process besides.
  client.on('error', () => undefined);
  await client.connect();
  try {
    // Bounds that a role may have are meant for requests: the build of an index takes as long as the table is large.
    await client.query('SET lock_timeout = 0; SET statement_timeout = 0');
    await takeLock(client);
    await client.query(`CREATE SCHEMA IF NOT EXISTS platform`);
    await client.query(PLATFORM_TABLE);
    await client.query(SERVICE_TABLE);
    await applyAll(client, { table: 'platform.migrations', migrations: ofPackages, patience });
    await applyAll(client, { table: 'public._prisma_migrations', migrations: ofService, patience });
  } finally {
    await client.end();
  }
};

/**
 * Brings a database to the newest schema: the tables of the packages in order of their numbers, then those of the
 * service in order of name.
 */
export const migrate = async (databaseUrl: string, folders: MigrationFolders, patience?: Patience): Promise<void> =>
  applyMigrations(databaseUrl, await readMigrations(folders), patience);
