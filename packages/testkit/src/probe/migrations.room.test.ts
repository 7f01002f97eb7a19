import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseErrorOf, isUnavailable, isUniqueViolation, migrate } from '@ansinh/database';
import { withClient } from '@ansinh/local';
import { startRoom } from '../rooms/room';
import { createTestDatabase, foldersOf, type TestDatabase } from '../servers/databases';
import { probeService } from './probe';

describe('migrations', () => {
  let directory: string;
  let database: TestDatabase;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'migrations-'));
    await cp(probeService.migrationsDir, directory, { recursive: true });
    database = await createTestDatabase(directory);
  });
  afterEach(async () => {
    await database.drop();
    await rm(directory, { recursive: true });
  });

  const applied = () =>
    withClient(database.url, async (client) => {
      const { rows } = await client.query<{ migration_name: string }>(
        'SELECT migration_name FROM _prisma_migrations ORDER BY 1',
      );
      return rows.map((row) => row.migration_name);
    });

  it('are applied once, also by several processes at a time', async () => {
    await mkdir(join(directory, '20261102000000_next'));
    await writeFile(join(directory, '20261102000000_next/migration.sql'), 'ALTER TABLE counters ADD COLUMN note TEXT;');
    await Promise.all([
      migrate(database.url, foldersOf(directory)),
      migrate(database.url, foldersOf(directory)),
      migrate(database.url, foldersOf(directory)),
    ]);
    expect(await applied()).toEqual(['20261101000000_probe', '20261102000000_next']);
  });

  it('that were edited after they had been applied stop the start', async () => {
    await writeFile(join(directory, '20261101000000_probe/migration.sql'), '-- edited');
    await expect(migrate(database.url, foldersOf(directory))).rejects.toThrow('was changed after it had been applied');
  });

  it('that fail leave nothing of themselves', async () => {
    await mkdir(join(directory, '20261102000000_broken'));
    await writeFile(join(directory, '20261102000000_broken/migration.sql'), 'CREATE TABLE half (id INT); SELECT 1/0;');
    await expect(migrate(database.url, foldersOf(directory))).rejects.toThrow('division by zero');
    expect(await applied()).toEqual(['20261101000000_probe']);
    await withClient(database.url, async (client) => {
      const { rows } = await client.query("SELECT to_regclass('public.half') AS found");
      expect(rows).toEqual([{ found: null }]);
    });
  });

  describe('of the packages', () => {
    // What databases have written down. A script that moves to another package keeps its line.
    const written = [
      { migration_name: '0001_platform', checksum: '114d0f82a2f25af940210326448d6e51cd884a3dce3d4226ad4a8a03e65a2f65' },
      { migration_name: '0002_order', checksum: '2fa9534b0ad774468550f5324c353e2e7b471e69a7ef82570b5bdb28e16cc482' },
      {
        migration_name: '0003_operations',
        checksum: '5aea4ac1d02cd8e7a872c80d137592e97f7cea5645e17b12ab783b8348813a06',
      },
    ];
    const rows = (url: string) =>
      withClient(url, async (client) => {
        const result = await client.query<{ id: string; migration_name: string; checksum: string; finished_at: Date }>(
          'SELECT id, migration_name, checksum, finished_at FROM platform.migrations ORDER BY started_at, migration_name',
        );
        return result.rows;
      });

    it('are applied in the order of their numbers, whichever package they belong to', async () => {
      const applied = (await rows(database.url)).map(({ migration_name, checksum }) => ({ migration_name, checksum }));
      expect(applied.slice(0, written.length)).toEqual(written);
    });

    it('are not applied again to a database of a time when all of them lay in one folder', async () => {
      const before = await rows(database.url);
      await migrate(database.url, foldersOf(directory));
      expect(await rows(database.url)).toEqual(before);
    });

    it('must not share a number: their order would be a matter of names', async () => {
      await writeFile(join(directory, '0002_other.sql'), 'SELECT 1');
      const { packages, service } = foldersOf(directory);
      await expect(migrate(database.url, { packages: [...packages, directory], service })).rejects.toThrow(
        'has the number of another one',
      );
    });
  });
});

describe('database errors', () => {
  it('of Prisma carry SQLSTATE and constraint, for models and for raw SQL', async () => {
    const room = await startRoom(probeService);
    const data = { id: '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b', total: 1n, version: 1 };
    await room.db.counter.create({ data });
    const byModel = await room.db.counter.create({ data }).catch((error: unknown) => error);
    const byRaw = await room.db.$executeRaw`INSERT INTO counters VALUES (${data.id}::uuid, 1, 1)`.catch(
      (error: unknown) => error,
    );
    expect([isUniqueViolation(byModel), isUniqueViolation(byRaw, 'counters_pkey')]).toEqual([true, true]);
    const check = await room.db.$executeRaw`UPDATE counters SET total = -1`.catch((error: unknown) => error);
    expect(databaseErrorOf(check)).toEqual({ sqlState: '23514', constraint: 'counters_total_check' });
    const cut = await room.db.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`.catch((error: unknown) => error);
    expect(isUnavailable(cut)).toBe(true);
    await room.stop();
  });
});
