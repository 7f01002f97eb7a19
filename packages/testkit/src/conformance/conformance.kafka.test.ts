import { randomUUID } from 'node:crypto';
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import { withClient } from '@ansinh/local';
import { attributesOf, headersOf } from '@ansinh/messaging';
import { eventually } from '../faults/eventually';
import { type Fact, type State, testCause } from './store';
import { dataOf, startWorld, type World, type WorldOptions, writeLoad } from './world';

/** Printed with every failure: CONFORMANCE_SEED replays the same faults. */
const seed = Number(process.env.CONFORMANCE_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** What `commit` appends for these numbers: an event that is handled alone, or one that is handled in a batch. */
const ALONE = 0.3;
const BATCHED = 0.7;

let world: World;
const start = async (options: WorldOptions = {}): Promise<World> => {
  world = await startWorld(options);
  return world;
};
afterEach(() => world.stop());

const handled = ({ type }: Fact) => !type.includes('PayoutReturned');
const bySubject = (facts: readonly Fact[]) =>
  Object.fromEntries(
    [...Map.groupBy(facts, ({ subject }) => subject)].map(([subject, list]) => [
      subject,
      list.map(({ event_id }) => event_id),
    ]),
  );

/** The view after all events one after the other. */
const statesOf = (facts: readonly Fact[]): State[] =>
  [...Map.groupBy(facts, ({ subject }) => subject)]
    .map(([subject, list]) => ({ subject, version: list.at(-1)?.version ?? 0, changes: list.length }))
    .sort((one, other) => (one.subject < other.subject ? -1 : 1));

/** Nothing lost, nothing twice, per aggregate in the order of the commits, and the view of an ordered run. */
const expectOrderedRun = async ({ store }: World): Promise<void> => {
  const committed = (await store.committed()).filter(handled);
  await eventually(async () => {
    expect([seed, (await store.effects()).length]).toEqual([seed, committed.length]);
    expect([await store.outboxCount(), await store.heldCount()]).toEqual([0, 0]);
  });
  const effects = await store.effects();
  expect({ seed, effects: bySubject(effects) }).toEqual({ seed, effects: bySubject(committed) });
  expect({ seed, states: await store.states() }).toEqual({ seed, states: statesOf(committed) });
  expect({ seed, dead: await store.deadLetters() }).toEqual({ seed, dead: [] });
};

describe('outbox, relay, Kafka, inbox and effect', () => {
  it.each<[string, WorldOptions]>([
    ['as they are', {}],
    ['with every message three times', { faults: { seed, copies: 3 } }],
    ['shuffled within a window of 50', { faults: { seed, shuffleWindow: 50 } }],
    ['with every tenth handler failing after its work', { faults: { seed, failRate: 0.1 } }],
    ['with slow deliveries', { faults: { seed, delayMs: 100 } }],
    [
      'doubled, shuffled, failing and slow',
      { faults: { seed, copies: 2, shuffleWindow: 50, failRate: 0.05, delayMs: 50 } },
    ],
    ['with the partitions together', { faults: { seed, together: true } }],
    [
      'together, doubled, shuffled, failing and slow',
      { faults: { seed, together: true, copies: 2, shuffleWindow: 50, failRate: 0.05, delayMs: 50 } },
    ],
  ])('end as one ordered run: %s', async (_name, options) => {
    await start(options);
    await writeLoad(world, { events: 400, aggregates: 20, seed });
    for (const relay of world.relays) relay.start();
    // The consumer starts on a full topic: batches are large enough to be mixed up.
    await eventually(async () => expect(await world.store.outboxCount()).toBe(0));
    await world.consumer.start();
    await expectOrderedRun(world);
  });

  it.each([[2], [4]])('end as one ordered run with %i relays active at once, under load', async (relays) => {
    await start({ relays, ignoreLock: true, faults: { seed, delayMs: 20 } });
    await world.consumer.start();
    for (const relay of world.relays) relay.start();
    await writeLoad(world, { events: 400, aggregates: 15, seed });
    await expectOrderedRun(world);
    // They did overlap: each publishes what it has read.
    const published = world.relays.map(({ status }) => status.published);
    expect(published.reduce((sum, one) => sum + one, 0)).toBeGreaterThan((await world.store.committed()).length);
  });

  it('lose nothing behind a transaction that took an early position and commits last', async () => {
    await start();
    await world.consumer.start();
    for (const relay of world.relays) relay.start();
    const early = randomUUID();
    await withClient(world.store.url, async (client) => {
      const attributes = {
        ...attributesOf(world.types.paid, { id: early, version: 1 }, testCause()),
        id: randomUUID(),
      };
      await client.query('BEGIN');
      await client.query(
        'INSERT INTO platform.outbox (event_id, topic, key, headers, data, sequence) VALUES ($1, $2, $3, $4, $5, 1)',
        [attributes.id, world.topic, early, attributes, JSON.stringify(dataOf(early))],
      );
      for (let round = 0; round < 50; round += 1)
        await world.commit(
          Array.from({ length: 200 }, () => randomUUID()),
          () => BATCHED,
        );
      await eventually(async () => expect(await world.store.outboxCount()).toBe(0));
      await client.query('COMMIT');
    });
    await expectOrderedRun(world);
    expect(await world.store.committed()).toHaveLength(10_001);
  }, 60_000);
});

describe('bad messages', () => {
  const good = (id: string, changes: Record<string, string> = {}) => ({
    ...headersOf(attributesOf(PayoutPaid, { id, version: 1 }, testCause())),
    ...changes,
  });
  const json = (id: string) => JSON.stringify(dataOf(id));

  it('are dead letters with their cause, and their neighbours are handled', async () => {
    await start();
    await world.consumer.start();
    const key = randomUUID();
    const send = (headers: Record<string, string>, value: string | Buffer | null) =>
      world.publish({ key, headers, value });
    await send(good(key), json(key));
    await eventually(async () => expect(await world.store.effects()).toHaveLength(1));
    await send(good(key), '{"payoutId":');
    await send(good(key, { ce_type: 'ansinh.payment.PayoutForgotten.v1' }), json(key));
    await send(good(key, { ce_type: 'ansinh.payment.PayoutPaid.v2' }), json(key));
    await send(good(key), JSON.stringify({ ...dataOf(key), amountVnd: undefined }));
    await send(good(key), null);
    await send(good(key), Buffer.alloc(0));
    await send({}, json(key));
    await send(good(key), json(key));
    await eventually(async () => expect(await world.store.effects()).toHaveLength(2));
    const causes = (await world.store.deadLetters()).map((letter) => letter.cause);
    expect(causes).toEqual(['json', 'unknown-type', 'unknown-type', 'contract', 'empty', 'empty', 'headers']);
  });

  it('that fail three times and then work are handled in their order', async () => {
    let failures = 0;
    await start({
      beforeEffect: () => {
        failures += 1;
        if (failures <= 3) throw new Error('a bug that goes away');
      },
    });
    const id = randomUUID();
    for (let round = 0; round < 3; round += 1) await world.commit([id], () => ALONE);
    for (const relay of world.relays) relay.start();
    await world.consumer.start();
    await expectOrderedRun(world);
    expect(failures).toBe(6);
  });

  it('that always fail become dead letters, and the later ones of their aggregate go on', async () => {
    const bad = randomUUID();
    let calls = 0;
    await start({
      beforeEffect: (subject) => {
        if (subject !== bad) return;
        calls += 1;
        throw new Error('a bug');
      },
    });
    // Two that fail, a batch event of the same aggregate, and another aggregate.
    for (const kind of [ALONE, ALONE, BATCHED]) await world.commit([bad], () => kind);
    const other = randomUUID();
    await world.commit([other], () => ALONE);
    for (const relay of world.relays) relay.start();
    await world.consumer.start();
    await eventually(async () => expect(await world.store.effects()).toHaveLength(2));
    expect(await world.store.deadLetters()).toMatchObject([{ cause: 'handler-failed' }, { cause: 'handler-failed' }]);
    expect(calls).toBe(10);
    expect((await world.store.states()).map(({ subject }) => subject).sort()).toEqual([bad, other].sort());
  });
});
