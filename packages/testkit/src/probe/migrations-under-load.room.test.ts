import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@ansinh/database';
import { withClient } from '@ansinh/local';
import { eventually } from '../faults/eventually';
import { createTestDatabase, foldersOf, type TestDatabase } from '../servers/databases';
import { probeService } from './probe';
import { startWriters, type Writers } from './writers';

const NEXT = '20261102000000_next';
const ROWS = 200_000;
const CONNECTIONS = 4;
/** What a write may wait because of a migration. */
const LONGEST_MS = 1_000;

const BY_TOTAL = 'CREATE INDEX CONCURRENTLY by_total ON counters (total)';
const BY_VERSION = 'CREATE INDEX CONCURRENTLY by_version ON counters (version)';

/** A table of 200,000 rows that four connections write to without a pause, while its shape changes. */
describe('a migration under load', () => {
  let directory: string;
  let database: TestDatabase;
  let writers: Writers;

  const query = <Row extends object>(sql: string): Promise<Row[]> =>
    withClient(database.url, async (client) => (await client.query<Row>(sql)).rows);

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'migrations-'));
    await cp(probeService.migrationsDir, directory, { recursive: true });
    database = await createTestDatabase(directory);
    await mkdir(join(directory, NEXT));
    await query(`INSERT INTO counters (id, total, version)
      SELECT gen_random_uuid(), number % 1000, number % 7 FROM generate_series(1, ${ROWS}) AS number`);
    writers = await startWriters(database.url, CONNECTIONS);
    await eventually(() => expect(writers.writes()).toBeGreaterThan(CONNECTIONS));
  });
  afterEach(async () => {
    await writers.stop();
    await database.drop();
    await rm(directory, { recursive: true });
  });

  const write = (script: string) => writeFile(join(directory, NEXT, 'migration.sql'), script);
  const writeOutside = (...statements: string[]) =>
    write(['-- outside a transaction', ...statements.map((statement) => `${statement};`)].join('\n'));
  const start = () => migrate(database.url, foldersOf(directory));
  const indexes = () =>
    query<{ name: string; is_whole: boolean }>(`
      SELECT relname AS name, indisvalid AS is_whole FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
      WHERE relname IN ('by_total', 'by_version') ORDER BY relname`);
  const BOTH_WHOLE = [
    { name: 'by_total', is_whole: true },
    { name: 'by_version', is_whole: true },
  ];
  const isFinished = async () => {
    const rows = await query<{ is_finished: boolean }>(
      `SELECT finished_at IS NOT NULL AS is_finished FROM _prisma_migrations WHERE migration_name = '${NEXT}'`,
    );
    return rows[0]?.is_finished ?? false;
  };

  /** Somebody who has written to the table and does not end: an index is not whole, and a shape not changed, before. */
  const holdTable = async (during: (release: () => Promise<unknown>) => Promise<void>) =>
    withClient(database.url, async (holder) => {
      await holder.query('BEGIN; UPDATE counters SET version = version WHERE id = (SELECT id FROM counters LIMIT 1)');
      await during(() => holder.query('COMMIT'));
    });
  const untilBuilding = (name: string) =>
    eventually(async () => expect(await indexes()).toContainEqual({ name, is_whole: false }));

  const expectNobodyWaited = async () => {
    await eventually(() => expect(writers.writes()).toBeGreaterThan(100));
    const { longestMs, errors } = await writers.stop();
    expect(errors).toEqual([]);
    expect(longestMs).toBeLessThan(LONGEST_MS);
  };
  /** By the index there are as many rows as by the table, those among them that were written while it was built. */
  const expectIndexComplete = async () => {
    const count = (setting: string) =>
      withClient(database.url, async (client) => {
        await client.query(setting);
        const { rows } = await client.query('SELECT count(*) FROM counters WHERE total BETWEEN 0 AND 2');
        return rows;
      });
    expect(await count('SET enable_seqscan = off')).toEqual(
      await count('SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off'),
    );
  };

  it('builds indexes while nobody waits for it', async () => {
    await writeOutside(BY_TOTAL, BY_VERSION);
    await start();
    await expectNobodyWaited();
    expect([await indexes(), await isFinished()]).toEqual([BOTH_WHOLE, true]);
    await expectIndexComplete();
  });

  it('that was cut off in the middle leaves half an index, which the next start builds again', async () => {
    await writeOutside(BY_TOTAL, BY_VERSION);
    await holdTable(async (release) => {
      const cut = expect(start()).rejects.toThrow();
      await untilBuilding('by_total');
      await query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE 'CREATE INDEX CONCURRENTLY%'`);
      await cut;
      expect(await indexes()).toEqual([{ name: 'by_total', is_whole: false }]);
      await release();
    });
    await start();
    await expectNobodyWaited();
    expect([await indexes(), await isFinished()]).toEqual([BOTH_WHOLE, true]);
    await expectIndexComplete();
  });

  it('whose process was killed is ended by the next one, which waits for what the server still does', async () => {
    await writeOutside(BY_TOTAL, BY_VERSION);
    await holdTable(async (release) => {
      const killed = migrateInProcess(database.url, directory);
      await untilBuilding('by_total');
      killed.kill('SIGKILL');
      await once(killed, 'exit');
      const next = start();
      await release();
      await next;
    });
    await expectNobodyWaited();
    expect([await indexes(), await isFinished()]).toEqual([BOTH_WHOLE, true]);
    await expectIndexComplete();
  });

  it('that changes a table which is in use lets others pass, again and again, until it is free', async () => {
    await write('ALTER TABLE counters ADD COLUMN note TEXT;');
    await holdTable(async (release) => {
      const started = start();
      const from = writers.writes();
      // It has given way at least once: it is not in the queue, and will be again.
      const waits = () =>
        query(`SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
          WHERE datname = current_database() AND relation = 'counters'::regclass AND mode = 'AccessExclusiveLock'`);
      await eventually(async () => expect(await waits()).toHaveLength(1));
      await eventually(async () => expect(await waits()).toHaveLength(0));
      await eventually(() => expect(writers.writes()).toBeGreaterThan(from + 100));
      expect(await isFinished()).toBe(false);
      await release();
      await started;
    });
    await expectNobodyWaited();
    expect(await query('SELECT note FROM counters LIMIT 1')).toEqual([{ note: null }]);
  });

  it('that changes a table which is never free gives up, and says what to do', async () => {
    await write('ALTER TABLE counters ADD COLUMN note TEXT;');
    const patience = { lockTimeoutMs: 50, attempts: 3, firstPauseMs: 10, longestPauseMs: 10 };
    await holdTable(async (release) => {
      await expect(migrate(database.url, foldersOf(directory), patience)).rejects.toThrow(
        `migration ${NEXT} found what it changes in use 3 times`,
      );
      await release();
    });
    await expectNobodyWaited();
    await start();
    expect(await isFinished()).toBe(true);
  });

  it('adds a constraint in two steps: NOT VALID at once, and then looks at every row while nobody waits', async () => {
    await write('ALTER TABLE counters ADD CONSTRAINT version_positive CHECK (version >= 0) NOT VALID;');
    await start();
    await mkdir(join(directory, '20261103000000_validate'));
    await writeFile(
      join(directory, '20261103000000_validate', 'migration.sql'),
      '-- outside a transaction\nALTER TABLE counters VALIDATE CONSTRAINT version_positive;',
    );
    await start();
    await expectNobodyWaited();
    expect(await query(`SELECT convalidated FROM pg_constraint WHERE conname = 'version_positive'`)).toEqual([
      { convalidated: true },
    ]);
  });
});

/** The migration as a start of a service runs it: a process of its own, on what was built. */
const migrateInProcess = (url: string, service: string): ChildProcess => {
  const script = 'require(process.argv[1]).migrate(process.argv[2], JSON.parse(process.argv[3]))';
  const built = join(__dirname, '../../../database/dist/index.js');
  return spawn(process.execPath, ['-e', script, built, url, JSON.stringify(foldersOf(service))], { stdio: 'ignore' });
};
