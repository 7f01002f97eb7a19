import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Where the scripts lie that a database needs. */
export type MigrationFolders = {
  /** Of other packages that have tables in the schema `platform`: `0001_name.sql`, numbered with ours in one row. */
  readonly packages: readonly string[];
  /** The `prisma/migrations` of the service. */
  readonly service: string;
};

export type Migration = {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
  /** Statement by statement, for what PostgreSQL does in no transaction: `CREATE INDEX CONCURRENTLY`. */
  readonly isOutside: boolean;
};

/** The scripts of this package's own tables. */
export const DATABASE_MIGRATIONS = join(__dirname, '../../migrations');
const OUTSIDE = /^-- outside a transaction\r?\n/;

const migrationOf = (name: string, sql: string): Migration => ({
  name,
  sql,
  // The checksum that `prisma migrate` computes: SHA-256 of the script.
  checksum: createHash('sha256').update(sql).digest('hex'),
  isOutside: OUTSIDE.test(sql),
});

const numberOf = (file: string): string => basename(file).split('_', 1)[0] ?? '';

/** The scripts of all packages by their numbers, whichever folder they lie in: a script may move to another package. */
export const readPackages = async (folders: readonly string[]): Promise<Migration[]> => {
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

/** Those of a service: a folder each, in order of their names, as Prisma has them. */
export const readService = async (directory: string): Promise<Migration[]> => {
  const folders = (await readdir(directory, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const names = folders.map((entry) => entry.name).sort();
  return Promise.all(
    names.map(async (name) => migrationOf(name, await readFile(join(directory, name, 'migration.sql'), 'utf8'))),
  );
};
