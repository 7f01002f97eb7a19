import { newId } from '@ansinh/database';
import type { Job } from '@ansinh/jobs';
import { z } from 'zod';
import { eventually } from '../../faults/eventually';
import {
  chunkedJob,
  countOne,
  failures,
  Id,
  job,
  LEASE_MS,
  move,
  type Process,
  Processes,
  statesOf,
  type Tx,
  totalsOf,
} from './processes';

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

let processes: Processes;
beforeEach(async () => {
  processes = await Processes.open();
});
afterEach(() => processes.drop());

const start = (jobs: readonly Job<Tx>[], isRunning = true): Promise<Process> => processes.start(jobs, isRunning);

describe('processes with the same jobs', () => {
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
});
