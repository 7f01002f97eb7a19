import { newId } from '@ansinh/database';
import type { Job } from '@ansinh/jobs';
import { z } from 'zod';
import { eventually } from '../../faults/eventually';
import {
  countOne,
  Id,
  job,
  move,
  type Process,
  Processes,
  scheduledJob,
  statesOf,
  type Tx,
  totalsOf,
} from './processes';

let processes: Processes;
beforeEach(async () => {
  processes = await Processes.open();
});
afterEach(() => processes.drop());

const start = (jobs: readonly Job<Tx>[], isRunning = true): Promise<Process> => processes.start(jobs, isRunning);

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
      async ({ db }) => await db.$executeRaw`UPDATE platform.job_schedules SET last_for = last_for - interval '1 day'`,
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

describe('processes with the same schedules', () => {
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
    await processes.end();
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
