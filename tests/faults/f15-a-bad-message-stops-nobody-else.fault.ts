import { EmployerRegistered, HouseholdInsuranceOrdered } from '@ansinh/contracts/enrollment/events';
import { newId } from '@ansinh/database';
import type { NewRecord } from '@ansinh/messaging/testing';
import { eventually } from '@ansinh/testkit';
import type { Arena } from './arena/arena';
import { recordOf } from './arena/events';
import { fault } from './arena/fault';
import { eventsOf } from './arena/judge';
import { quantile } from './arena/load';

/** Everything that can be wrong with a message, with the cause that an operator must be told. */
const poisons = (): readonly (readonly [cause: string, record: NewRecord])[] => {
  const id = newId();
  const data = {
    employerId: id,
    unitCode: '6000000001DNA03',
    name: 'Công ty mẫu',
    wageZone: 'IV',
  } as const;
  const good = recordOf(EmployerRegistered, { subject: id, data });
  const text = (value: string) => ({ ...good, value: Buffer.from(value) });
  const { name: _left, ...incomplete } = data;
  return [
    ['json', text('{"employerId": ')],
    ['contract', text(JSON.stringify(incomplete))],
    ['contract', text(JSON.stringify({ ...data, wageZone: 'V' }))],
    ['empty', { ...good, value: null }],
    ['empty', { ...good, value: Buffer.alloc(0) }],
    ['unknown-type', { ...good, headers: { ...good.headers, ce_type: 'ansinh.enrollment.EmployerRegistered.v2' } }],
    ['unknown-type', { ...good, headers: { ...good.headers, ce_type: 'ansinh.enrollment.Nothing.v1' } }],
    ['headers', { ...good, headers: {} }],
    ['headers', { ...good, headers: { ...good.headers, ce_aggregateversion: 'many' } }],
  ].map(([cause, record]) => [cause as string, record as NewRecord] as const);
};

/** How long events took from the command to the effect in the consumer, in milliseconds. */
const latencies = async (arena: Arena, since: string): Promise<readonly number[]> => {
  const rows = await arena.query<{ id: string; at: Date }>(
    'collection',
    'SELECT event_id::text AS id, processed_at AS at FROM platform.inbox WHERE processed_at > $1',
    [since],
  );
  const processed = new Map(rows.map(({ id, at }) => [id, at.getTime()]));
  const records = await arena.desk.read();
  return [EmployerRegistered, HouseholdInsuranceOrdered].flatMap((definition) =>
    eventsOf(records, definition).flatMap(({ headers }) => {
      const at = processed.get(headers.ce_id ?? '');
      return at === undefined ? [] : [at - Date.parse(headers.ce_time ?? '')];
    }),
  );
};

/** Below this, twice the p99 is noise of the machine. */
const NOISE_MS = 150;

export const f15 = fault({
  id: 'F15',
  promises: ['P5'],
  title:
    'a bad message of any kind is a dead letter within a second, with its cause, and delays none of its neighbours',
  recoverWithinS: 1,
  play: async ({ arena, load, sized }) => {
    await arena.keep({ enrollment: 2, collection: 2 });
    const running = load.start({ kinds: ['employer', 'zone', 'household', 'order'] });
    const windowMs = sized(20_000, 5_000);
    const measure = async (work: () => Promise<void>): Promise<readonly number[]> => {
      const since = new Date().toISOString();
      await work();
      return latencies(arena, since);
    };
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, windowMs));
    const calm = await measure(pause);
    let sent = 0;
    let slowest = 0;
    const poisoned = await measure(async () => {
      const rounds = sized(20, 4);
      for (let round = 0; round < rounds; round += 1) {
        for (const [cause, record] of poisons()) {
          const before = await causesOf(arena);
          const started = performance.now();
          await arena.desk.publish(EmployerRegistered.topic, [record]);
          const wanted = [...before, cause].sort();
          await eventually(async () => expect(await causesOf(arena)).toEqual(wanted), { everyMs: 20 });
          slowest = Math.max(slowest, (performance.now() - started) / 1000);
          sent += 1;
          await new Promise((resolve) => setTimeout(resolve, windowMs / rounds / 9));
        }
      }
    });
    const operations = await running.stop();
    await arena.settle();
    const [before, during] = [quantile(calm, 0.99), quantile(poisoned, 0.99)];
    // Like all times, judged by `npm run faults` alone.
    expect(during).toBeLessThan(sized(Math.max(2 * before, before + NOISE_MS), Infinity));
    const note = `${sent} bad messages; p99 of neighbours ${before.toFixed(0)} ms before, ${during.toFixed(0)} ms during`;
    return { runs: sent, operations, recoverySeconds: slowest, note };
  },
});

const causesOf = async (arena: Arena): Promise<string[]> =>
  (await arena.query<{ cause: string }>('collection', 'SELECT cause FROM platform.dead_letters ORDER BY cause'))
    .map(({ cause }) => cause)
    .sort();
