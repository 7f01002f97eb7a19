import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Client } from 'pg';

/** Where the scripts lie that a database needs. */
export type MigrationFolders = {
  /** Of other packages that have tables in the schema `platform`: `0001_name.sql`, numbered with ours in one row. */
  readonly packages: readonly string[];
  /** The `prisma/migrations` of the service. */
  readonly service: string;
};

type Migration = { name: string; sql: string; checksum: string };

/** The scripts of this package's own tables. */
export const DATABASE_MIGRATIONS = join(__dirname, '../migrations');
// One migrator at a time, however many replicas start together. The number has no meaning of its own.
const MIGRATION_LOCK = 7_260_001;

const migrationOf = (name: string, sql: string): Migration => ({
  name,
  sql,
  // The checksum that `prisma migrate` computes: SHA-256 of the script.
  checksum: createHash('sha256').update(sql).digest('hex'),
});

const numberOf = (file: string): string => basename(file).split('_', 1)[0] ?? '';

/** The scripts of all packages by their numbers, whichever folder they lie in: a script may move to another package. */
const readPackages = async (folders: readonly string[]): Promise<Migration[]> => {
  const found = await Promise.all(
    folders.map(async (folder) => (await readdir(folder)).map((file) => join(folder, file))),
  );
  const files = found
    .flat()
    .filter((file) => file.endsWith('.sql'))
    .sort((one, other) => (basename(one) < basename(other) ? -1 : 1));
  const twice = files.find((file, index) => index > 0 && numberOf(file) === numberOf(files[index - 1] ?? ''));
  if (twice !== undefined) throw new Error(`migration ${basename(twice)} has the number of another one`);
  return Promise.all(files.map(async (file) => migrationOf(basename(file, '.sql'), await readFile(file, 'utf8'))));
};

const readService = async (directory: string): Promise<Migration[]> => {
  const folders = (await readdir(directory, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const names = folders.map((entry) => entry.name).sort();
  return Promise.all(
    names.map(async (name) => migrationOf(name, await readFile(join(directory, name, 'migration.sql'), 'utf8'))),
  );
};

const SERVICE_TABLE = `CREATE TABLE IF NOT EXISTS public._prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;
const PLATFORM_TABLE = SERVICE_TABLE.replace('public._prisma_migrations', 'platform.migrations');

const applyAll = async (client: Client, table: string, migrations: readonly Migration[]): Promise<void> => {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    `SELECT migration_name, checksum FROM ${table} WHERE rolled_back_at IS NULL`,
  );
  const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  for (const migration of migrations) {
    const checksum = applied.get(migration.name);
    if (checksum === migration.checksum) continue;
    if (checksum !== undefined) throw new Error(`migration ${migration.name} was changed after it had been applied`);
    await client.query('BEGIN');
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO ${table} (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES (gen_random_uuid()::text, $1, $2, now(), now(), 1)`,
      [migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  }
};

/**
 * Brings a database to the newest schema: the tables of the packages in order of their numbers, then those of the service in order of
 * name, written into `_prisma_migrations` with Prisma's checksums, so that `prisma migrate deploy` agrees. Several
 * processes may call it at once. Throws when an applied migration was edited.
 */
export const migrate = async (databaseUrl: string, folders: MigrationFolders): Promise<void> => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(`CREATE SCHEMA IF NOT EXISTS platform`);
    await client.query(PLATFORM_TABLE);
    await client.query(SERVICE_TABLE);
    await applyAll(client, 'platform.migrations', await readPackages([DATABASE_MIGRATIONS, ...folders.packages]));
    await applyAll(client, 'public._prisma_migrations', await readService(folders.service));
  } finally {
    await client.end();
  }
};
