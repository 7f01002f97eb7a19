import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@ansinh/database';
import { withClient } from '@ansinh/local';
import { eventually } from '../faults/eventually';
import { createTestDatabase, foldersOf, type TestDatabase } from '../servers/databases';
import { probeService } from './probe';

const NEXT = '20261102000000_next';

/** Scripts that PostgreSQL runs in no transaction, broken off where they can be. */
describe('a migration outside a transaction', () => {
  let directory: string;
  let database: TestDatabase;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'migrations-'));
    await cp(probeService.migrationsDir, directory, { recursive: true });
    database = await createTestDatabase(directory);
    await mkdir(join(directory, NEXT));
  });
  afterEach(async () => {
    await database.drop();
    await rm(directory, { recursive: true });
  });

  const write = (...statements: string[]) =>
    writeFile(
      join(directory, NEXT, 'migration.sql'),
      ['-- outside a transaction', ...statements.map((statement) => `${statement};`)].join('\n'),
    );
  const start = () => migrate(database.url, foldersOf(directory));
  const query = <Row extends object>(sql: string): Promise<Row[]> =>
    withClient(database.url, async (client) => (await client.query<Row>(sql)).rows);
  const progress = async () => {
    const [row] = await query<{ done: number; is_finished: boolean; logs: string | null }>(`
      SELECT applied_steps_count AS done, finished_at IS NOT NULL AS is_finished, logs
      FROM _prisma_migrations WHERE migration_name = '${NEXT}'`);
    return row;
  };
  const indexes = () =>
    query<{ name: string; is_whole: boolean }>(`
      SELECT relname AS name, indisvalid AS is_whole FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
      WHERE relname IN ('by_total', 'by_cause', 'By Version') ORDER BY relname COLLATE "C"`);

  const BY_TOTAL = 'CREATE INDEX CONCURRENTLY by_total ON counters (total)';
  const BY_VERSION = 'CREATE UNIQUE INDEX CONCURRENTLY "By Version" ON public.counters (version)';
  const BY_CAUSE = 'CREATE INDEX CONCURRENTLY by_cause ON platform.dead_letters (cause)';
  const FINISHED = { done: 2, is_finished: true, logs: null };
  const whole = (...names: string[]) => names.map((name) => ({ name, is_whole: true }));

  it('is applied once, also by several processes at a time', async () => {
    await write(BY_TOTAL, BY_VERSION);
    await Promise.all([start(), start(), start(), start()]);
    await start();
    expect([await progress(), await indexes()]).toEqual([FINISHED, whole('By Version', 'by_total')]);
  });

  it('goes on where its session was cut, and builds again what was half built', async () => {
    await write(BY_TOTAL, BY_CAUSE);
    await withClient(database.url, async (writer) => {
      // The index waits for whoever may still write without knowing of it.
      await writer.query('BEGIN; LOCK TABLE platform.dead_letters IN ROW EXCLUSIVE MODE');
      const cut = expect(start()).rejects.toThrow();
      await eventually(async () => expect(await indexes()).toContainEqual({ name: 'by_cause', is_whole: false }));
      await query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE 'CREATE INDEX CONCURRENTLY by_cause%'`);
      await cut;
    });
    expect(await progress()).toEqual({ done: 1, is_finished: false, logs: 'statement 2 of 2 is begun' });
    await start();
    expect([await progress(), await indexes()]).toEqual([FINISHED, whole('by_cause', 'by_total')]);
  });

  it('takes what was built and not noted for done', async () => {
    await write(BY_TOTAL, BY_CAUSE);
    await start();
    const built = await query<{ oid: number }>(`SELECT 'platform.by_cause'::regclass::oid`);
    // As a process leaves it that ends between the statement and the note of it.
    await query(`UPDATE _prisma_migrations
      SET applied_steps_count = 1, finished_at = NULL, logs = 'statement 2 of 2 is begun'
      WHERE migration_name = '${NEXT}'`);
    await start();
    expect(await progress()).toEqual(FINISHED);
    expect(await query(`SELECT 'platform.by_cause'::regclass::oid`)).toEqual(built);
  });

  it('that the rows do not allow stops each start, until they do', async () => {
    const [one, other] = ['019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b', '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5c'];
    await query(`INSERT INTO counters (id, total, version) VALUES ('${one}', 1, 1), ('${other}', 1, 1)`);
    await write(BY_TOTAL, BY_VERSION);
    await expect(start()).rejects.toThrow('could not create unique index');
    await expect(start()).rejects.toThrow('could not create unique index');
    expect(await indexes()).toEqual([{ name: 'By Version', is_whole: false }, ...whole('by_total')]);
    await query(`DELETE FROM counters WHERE id = '${other}'`);
    await start();
    expect([await progress(), await indexes()]).toEqual([FINISHED, whole('By Version', 'by_total')]);
  });

  it('never takes the index of another hand for its own', async () => {
    await query('CREATE INDEX by_total ON counters (id)');
    await write(BY_TOTAL, BY_CAUSE);
    for (const _ of [1, 2]) await expect(start()).rejects.toThrow('there is an index public.by_total already');
    await query('DROP INDEX by_total');
    await start();
    expect(await progress()).toEqual(FINISHED);
  });

  it('begins nothing when it holds what cannot be begun again, and is not edited once it has begun', async () => {
    await write(BY_TOTAL, 'UPDATE counters SET version = version + 1');
    await expect(start()).rejects.toThrow('and nothing else: UPDATE');
    expect([await progress(), await indexes()]).toEqual([undefined, []]);
    await write(BY_TOTAL, BY_CAUSE);
    await start();
    await write(BY_TOTAL);
    await expect(start()).rejects.toThrow('was changed after it had been applied');
  });
});
