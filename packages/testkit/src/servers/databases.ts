import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE_MIGRATIONS, type MigrationFolders, migrate } from '@ansinh/database';
import { createDatabase, withClient } from '@ansinh/local';
import { PLATFORM_MIGRATIONS } from '@ansinh/platform';
import { testPostgresUrl } from './servers';

/** A database of one test file; no other test sees it. */
export type TestDatabase = {
  /** For DATABASE_URL. */
  readonly url: string;
  readonly name: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
};

/**
 * A fresh database with all migrations applied. The migrations run once per content of the folder, into a template that
 * is then copied in about 30 ms.
 * @param migrationsDirectory the `prisma/migrations` of a service
 * @param packageMigrations those of packages that the service lists
 */
export const createTestDatabase = async (
  migrationsDirectory: string,
  packageMigrations: readonly string[] = [],
): Promise<TestDatabase> => {
  const adminUrl = testPostgresUrl();
  const template = await templateFor(adminUrl, foldersOf(migrationsDirectory, packageMigrations));
  const name = `test_${randomBytes(8).toString('hex')}`;
  await createDatabase(adminUrl, name, template);
  return { url: urlOf(adminUrl, name), name, drop: () => dropDatabase(adminUrl, name) };
};

/** A database without a table, for a test that applies migrations itself. */
export const createEmptyDatabase = async (): Promise<TestDatabase> => {
  const adminUrl = testPostgresUrl();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await createDatabase(adminUrl, name);
  return { url: urlOf(adminUrl, name), name, drop: () => dropDatabase(adminUrl, name) };
};

const templateFor = async (adminUrl: string, folders: MigrationFolders): Promise<string> => {
  const hash = hashOf([folders.service, DATABASE_MIGRATIONS, ...folders.packages]);
  const template = `template_${hash}`;
  await withClient(adminUrl, async (client) => {
    // Test files run in several processes: the first one builds the template, the others wait for it.
    await client.query('SELECT pg_advisory_lock($1)', [Number.parseInt(hash.slice(0, 8), 16)]);
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (found.rowCount !== 0) return;
    // Built under another name, so that a run that was interrupted here leaves no half template.
    const unfinished = `${template}_${randomBytes(4).toString('hex')}`;
    await createDatabase(adminUrl, unfinished);
    try {
      await migrate(urlOf(adminUrl, unfinished), folders);
    } catch (error) {
      await dropDatabase(adminUrl, unfinished);
      throw error;
    }
    await client.query(`ALTER DATABASE "${unfinished}" RENAME TO "${template}"`);
  });
  return template;
};

const dropDatabase = async (adminUrl: string, name: string): Promise<void> => {
  await withClient(adminUrl, (client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
};

const urlOf = (adminUrl: string, name: string): string => {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
};

/** As a service migrates: the tables that all have, of packages that it lists, and its own. */
export const foldersOf = (service: string, packages: readonly string[] = []): MigrationFolders => ({
  packages: [...PLATFORM_MIGRATIONS, ...packages],
  service,
});

const hashOf = (folders: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.sql'));
    for (const file of files.sort()) hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex').slice(0, 24);
};
