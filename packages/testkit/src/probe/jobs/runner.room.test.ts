import { join } from 'node:path';
import { newId, openDatabase } from '@ansinh/database';
import { Enqueued, type Job, type Jobs, type JobTx, jobBuilders, openJobs } from '@ansinh/jobs';
import { createLogger } from '@ansinh/telemetry';
import { z } from 'zod';
import { eventually } from '../../faults/eventually';
import { type Prisma, PrismaClient } from '../../generated/prisma/client';
import { createTestDatabase, foldersOf, type TestDatabase } from '../../servers/databases';

type Tx = JobTx & { readonly db: Prisma.TransactionClient };
type Transact = <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
/** One process of a service, as far as its jobs go. */
type Process = { readonly jobs: Jobs; readonly transact: Transact; readonly end: () => Promise<void> };

const MIGRATIONS = join(__dirname, '../../../prisma/migrations');
const LEASE_MS = 900;
const logger = createLogger('payment', 'silent');
const { job, chunkedJob, scheduledJob } = jobBuilders<Tx>();

const move = async ({ db }: Tx, id: string): Promise<void> => {
  await db.$executeRaw`
    INSERT INTO counters (id, total, version) VALUES (${id}::uuid, 1, 1)
    ON CONFLICT (id) DO UPDATE SET total = counters.total + 1`;
};
const Id = z.object({ id: z.uuid() });
const failures = newId();

const countOne = job({
  name: 'count-one',
  summary: 'Moves a counter',
  data: Id,
  attempts: 1,
  handle: (tx, { data }) => move(tx, data.id),
  ended: (tx) => move(tx, failures),
});

const FIRST = '00000000-0000-7000-8000-000000000000';
const CHUNK = 3;
const countAll = chunkedJob({
  name: 'count-all',
  summary: 'Moves every counter',
  cursor: z.object({ after: z.uuid() }),
  chunk: async ({ db }, { after }) => {
    const rows = await db.$queryRaw<{ id: string }[]>`
      UPDATE counters SET total = total + 1
      WHERE id IN (SELECT id FROM counters WHERE id > ${after}::uuid ORDER BY id LIMIT ${CHUNK})
      RETURNING id::text`;
    const ids = rows.map(({ id }) => id).sort();
    const last = ids[CHUNK - 1];
    return last === undefined ? undefined : { after: last };
  },
});

describe('processes with the same jobs', () => {
  let test: TestDatabase;
  let processes: Process[];
  beforeEach(async () => {
    test = await createTestDatabase(MIGRATIONS);
    processes = [];
  });
  afterEach(async () => {
    for (const { end } of processes) await end();
    await test.drop();
  });

  /** `isRunning: false`: it takes jobs and is never heard of again. */
  const start = async (jobs: readonly Job<Tx>[], isRunning = true): Promise<Process> => {
    const database = await openDatabase<Prisma.TransactionClient, PrismaClient>({
      url: test.url,
      client: PrismaClient,
      migrations: foldersOf(MIGRATIONS),
      poolSize: 5,
    });
    let opened: Jobs | undefined;
    const transact: Transact = (work) =>
      database.transaction(async (db) => {
        const enqueued = new Enqueued({ queue: opened?.queue, tenant: 'agency:66', now: new Date() });
        const result = await work({ db, enqueue: enqueued.enqueue });
        await enqueued.flush(db);
        return result;
      });
    const enqueue = () => {
      throw new Error('a read queues nothing');
    };
    const running = await openJobs<Tx>({
      databaseUrl: test.url,
      jobs,
      transact: (_cause, work) => transact(work),
      read: (work) => work({ db: database.client, enqueue }),
      now: () => new Date(),
      logger,
      leaseMs: LEASE_MS,
      isByHand: !isRunning,
    });
    opened = running;
    await running.start();
    const process = {
      jobs: running,
      transact,
      end: async () => {
        await running.stop();
        await running.close();
        await database.close();
      },
    };
    processes.push(process);
    return process;
  };
  const totalsOf = (process: Process) =>
    process.transact(async ({ db }) => {
      const rows = await db.counter.findMany({ orderBy: { id: 'asc' } });
      return rows.map(({ total }) => Number(total));
    });
  const statesOf = (process: Process) =>
    process.transact(
      async ({ db }) => await db.$queryRaw<{ state: string }[]>`SELECT state::text FROM platform.jobs ORDER BY id`,
    );

  it('do each job once, and begin at once what they queued themselves', async () => {
    const [one] = [await start([countOne]), await start([countOne])];
    const ids = Array.from({ length: 24 }, () => newId());
    await one.transact(async (tx) => {
      for (const id of ids) tx.enqueue(countOne, { id });
    });
    one.jobs.nudge();
    await eventually(async () => expect((await statesOf(one)).every(({ state }) => state === 'completed')).toBe(true));
    expect(await totalsOf(one)).toEqual(ids.map(() => 1));
  });

  it('take a job from one that is gone, whose own end is not accepted any more', async () => {
    const twice = { ...countOne, attempts: 2 };
    const gone = await start([twice], false);
    const id = newId();
    await gone.transact(async (tx) => tx.enqueue(twice, { id }));
    const [taken] = (await gone.jobs.queue?.take('count-one', 1)) ?? [];
    const other = await start([twice]);
    await eventually(async () => expect(await totalsOf(other)).toEqual([1]));
    const late = gone.transact(async (tx) => {
      await move(tx, id);
      if (taken !== undefined) await gone.jobs.queue?.complete(tx.db, taken);
    });
    await expect(late).rejects.toThrow('was taken away');
    expect(await totalsOf(other)).toEqual([1]);
  });

  it('set a job aside whose process is gone each time', async () => {
    const gone = await start([countOne], false);
    await gone.transact(async (tx) => tx.enqueue(countOne, { id: newId() }));
    expect(await gone.jobs.queue?.take('count-one', 1)).toHaveLength(1);
    const other = await start([countOne]);
    await eventually(async () => expect(await statesOf(other)).toEqual([{ state: 'failed' }]));
    expect(await totalsOf(other)).toEqual([1]);
  });

  it('go on with a backfill whose process is gone between two chunks: every row once', async () => {
    const gone = await start([countAll], false);
    await gone.transact(async (tx) => {
      for (let n = 0; n < 10; n += 1) await move(tx, newId());
    });
    expect(await gone.jobs.byHand.runOne('count-all', { after: FIRST })).toMatchObject({ outcome: 'done' });
    expect(await gone.jobs.queue?.take('count-all', 1)).toHaveLength(1);
    expect((await totalsOf(gone)).sort()).toEqual([1, 1, 1, 1, 1, 1, 1, 2, 2, 2]);
    await start([countAll]);
    await eventually(async () => expect(await totalsOf(gone)).toEqual(Array(10).fill(2)));
    await eventually(async () => expect((await statesOf(gone)).every(({ state }) => state === 'completed')).toBe(true));
    expect(await totalsOf(gone)).toEqual(Array(10).fill(2));
  });

  it('say when they cannot take what is due', async () => {
    const one = await start([countOne]);
    expect(one.jobs.troubles()).toEqual([]);
    await one.jobs.close();
    one.jobs.nudge();
    await eventually(() => expect(one.jobs.troubles()).toEqual(['jobs cannot be taken']));
  });

  it('keep a job that takes longer than a lease', async () => {
    const slow = job({
      name: 'reach-slowly',
      summary: 'Waits',
      data: Id,
      reach: (_data, { signal }) =>
        new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, 3 * LEASE_MS);
          signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
        }),
      handle: (tx, { data }) => move(tx, data.id),
    });
    const [one] = [await start([slow]), await start([slow])];
    await one.transact(async (tx) => tx.enqueue(slow, { id: newId() }));
    one.jobs.nudge();
    await eventually(async () => expect(await statesOf(one)).toEqual([{ state: 'completed' }]));
    expect(await totalsOf(one)).toEqual([1]);
  });

  it('give back what reaches outside when they stop', async () => {
    let reached = 0;
    const endless = job({
      name: 'reach-endlessly',
      summary: 'Waits for ever, at first',
      data: Id,
      reach: (_data, { attempt }) => {
        reached += 1;
        return attempt === 1 ? new Promise<void>(() => undefined) : Promise.resolve();
      },
      handle: (tx, { data }) => move(tx, data.id),
    });
    const one = await start([endless]);
    await one.transact(async (tx) => tx.enqueue(endless, { id: newId() }));
    one.jobs.nudge();
    await eventually(() => expect(reached).toBe(1));
    await one.jobs.stop();
    expect(await statesOf(one)).toEqual([{ state: 'retry' }]);
    const other = await start([endless]);
    await eventually(async () => expect(await totalsOf(other)).toEqual([1]));
  });

  it('give back a job with the attempts that it had: its last one is done by another process', async () => {
    let reached = 0;
    const endless = job({
      name: 'reach-endlessly',
      summary: 'Waits for ever, at first',
      data: Id,
      attempts: 1,
      reach: () => {
        reached += 1;
        return reached <= 2 ? new Promise<void>(() => undefined) : Promise.resolve();
      },
      handle: (tx, { data }) => move(tx, data.id),
      ended: (tx) => move(tx, failures),
    });
    const id = newId();
    for (let stops = 1; stops <= 2; stops += 1) {
      const one = await start([endless]);
      if (stops === 1) await one.transact(async (tx) => tx.enqueue(endless, { id }));
      one.jobs.nudge();
      await eventually(() => expect(reached).toBe(stops));
      await one.jobs.stop();
      expect(await statesOf(one)).toEqual([{ state: 'retry' }]);
    }
    const other = await start([endless]);
    await eventually(async () => expect(await statesOf(other)).toEqual([{ state: 'completed' }]));
    expect(await totalsOf(other)).toEqual([1]);
  });

  it('tell a job that it failed, also when that was refused at first by another transaction', async () => {
    let told = 0;
    const twice = job({
      name: 'tell-twice',
      summary: 'Fails, and is told so',
      data: Id,
      attempts: 1,
      handle: () => Promise.reject(new Error('it is broken')),
      ended: async (tx, { data }) => {
        told += 1;
        await move(tx, data.id);
        if (told === 1) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
      },
    });
    const one = await start([twice], false);
    expect(await one.jobs.byHand.runOne('tell-twice', { id: newId() })).toMatchObject({ outcome: 'failed' });
    expect([told, await totalsOf(one)]).toEqual([2, [1]]);
  });

  describe('when a job of a schedule cannot be queued', () => {
    const day = newId();
    const daily = (name: string) =>
      scheduledJob({ name, summary: 'Counts days', schedule: '30 5 * * *', handle: (tx) => move(tx, day) });
    /** The time of every schedule is missed, and a job is lost with its process. */
    const missAndLose = async (jobs: readonly Job<Tx>[], lost: Job<Tx, typeof Id>): Promise<void> => {
      const gone = await start(jobs, false);
      await gone.transact(async (tx) => tx.enqueue(lost, { id: newId() }));
      expect(await gone.jobs.queue?.take(lost.name, 1)).toHaveLength(1);
      await gone.transact(
        async ({ db }) =>
          await db.$executeRaw`UPDATE platform.job_schedules SET last_for = last_for - interval '1 day'`,
      );
    };
    const lost = { ...countOne, attempts: 2 };
    const namesOf = (process: Process, state: string) =>
      process.transact(async ({ db }) => {
        const rows = await db.$queryRaw<
          { name: string }[]
        >`SELECT name FROM platform.jobs WHERE state::text = ${state} ORDER BY name`;
        return rows.map(({ name }) => name);
      });

    it('go on with all others and with what was lost, and say so without turning requests away', async () => {
      const jobs = [daily('count-first'), daily('count-second'), lost];
      await missAndLose(jobs, lost);
      const one = await start([]);
      await one.transact(
        async ({ db }) =>
          await db.$executeRaw`
          CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not this one'; END $$`,
      );
      await one.transact(
        async ({ db }) =>
          await db.$executeRaw`
          CREATE TRIGGER refuse BEFORE UPDATE ON platform.job_schedules
          FOR EACH ROW WHEN (OLD.name = 'count-first') EXECUTE FUNCTION refuse()`,
      );
      const other = await start(jobs);
      await eventually(async () => expect(await namesOf(other, 'completed')).toEqual(['count-one', 'count-second']));
      expect(other.jobs.complaints()).toEqual(['the time of count-first has come, and it cannot be queued']);
      expect(other.jobs.troubles()).toEqual([]);
      await one.transact(async ({ db }) => await db.$executeRaw`DROP TRIGGER refuse ON platform.job_schedules`);
      await eventually(async () => expect(await namesOf(other, 'completed')).toContain('count-first'));
      await eventually(() => expect(other.jobs.complaints()).toEqual([]));
    });

    it('set aside one that reads another form of data, and go on with all others', async () => {
      const months = job({
        name: 'count-months',
        summary: 'Counts months',
        data: z.object({ month: z.string() }),
        handle: (tx) => move(tx, day),
      });
      const jobs = [{ ...months, schedule: '30 5 * * *' }, daily('count-second'), lost];
      await missAndLose(jobs, lost);
      const one = await start(jobs);
      await eventually(async () => expect(await namesOf(one, 'completed')).toEqual(['count-one', 'count-second']));
      await eventually(async () => expect(await namesOf(one, 'failed')).toEqual(['count-months']));
    });
  });

  it('queue once what begins by itself, and each time of a schedule once', async () => {
    const begun = job({
      name: 'begin-backfill',
      summary: 'Begins by itself',
      data: Id,
      once: { id: newId() },
      handle: (tx, { data }) => move(tx, data.id),
    });
    const day = newId();
    const daily = scheduledJob({
      name: 'count-daily',
      summary: 'Counts days',
      schedule: '30 5 * * *',
      handle: (tx) => move(tx, day),
    });
    const [one] = [await start([begun, daily]), await start([begun, daily])];
    await eventually(async () => expect(await totalsOf(one)).toEqual([1]));
    for (const { end } of processes.splice(0)) await end();
    const down = await start([begun, daily], false);
    // As if the service had been down for three days.
    await down.transact(
      async ({ db }) =>
        await db.$executeRaw`
      UPDATE platform.job_schedules SET last_for = last_for - interval '3 days' WHERE name = 'count-daily'`,
    );
    const both = [await start([begun, daily]), await start([begun, daily])];
    await eventually(async () => expect(await totalsOf(down)).toEqual([1, 1]));
    await Promise.all(both.map(({ jobs }) => jobs.stop()));
    expect(await statesOf(down)).toEqual([{ state: 'completed' }, { state: 'completed' }]);
  });
});
