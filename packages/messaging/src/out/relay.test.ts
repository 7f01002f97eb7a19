import { createLogger } from '@ansinh/telemetry';
import fc from 'fast-check';
import { Relay } from './relay';
import type { OutboxRow, RelaySession } from './relay-session';

type Fault =
  | 'open-refused'
  | 'read-fails'
  | 'send-refused'
  | 'sent-but-no-answer'
  | 'crash-between-ack-and-delete'
  | 'deleted-but-no-answer';

type Step =
  | { readonly kind: 'commit'; readonly keys: readonly number[]; readonly topic?: 't' | 'cards' }
  | { readonly kind: 'refuse' | 'allow' }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'pass' };

/**
 * An outbox, a topic and a lock in memory. Faults are used up one by one by the next call that they fit; each call takes
 * its time, so that several relays interleave.
 */
class World {
  readonly rows: OutboxRow[] = [];
  readonly topic: string[] = [];
  readonly committed: string[] = [];
  readonly #versions = new Map<string, number>();
  readonly #faults: Fault[] = [];
  #position = 0;
  #locked = false;
  #calls = 0;

  /** Topics that the broker refuses; of what is sent together with them it takes the rest. */
  readonly refused = new Set<string>();
  readonly #seen = new Set<OutboxRow>();

  readonly #latencies: readonly number[];
  readonly #skipsTaken: boolean;

  /** With `skipsTaken`, a relay leaves out what another one has read: FOR UPDATE SKIP LOCKED. */
  constructor(latencies: readonly number[] = [0], skipsTaken = false) {
    this.#latencies = latencies;
    this.#skipsTaken = skipsTaken;
  }

  commit(keys: readonly number[], topic = 't'): void {
    for (const key of keys) {
      const name = topic === 't' ? String(key) : `${topic}-${key}`;
      const version = (this.#versions.get(name) ?? 0) + 1;
      this.#versions.set(name, version);
      this.#position += 1;
      const data = `${name}/${version}`;
      this.committed.push(data);
      this.rows.push({
        position: String(this.#position),
        topic,
        key: String(key),
        headers: {},
        data,
        sequence: null,
      });
    }
  }

  inject(fault: Fault): void {
    this.#faults.push(fault);
  }

  heal(): void {
    this.#faults.length = 0;
  }

  readonly openSession = async (): Promise<RelaySession> => {
    await this.#pause();
    this.#failOn('open-refused');
    let owns = false;
    return {
      tryLock: async () => {
        if (this.#locked) return false;
        this.#locked = true;
        owns = true;
        return true;
      },
      next: async (limit, without, leftAlone) => {
        await this.#pause();
        this.#failOn('read-fails');
        const rows = this.rows
          .filter((row) => !without.includes(row) && !leftAlone.includes(row.topic) && !this.#seen.has(row))
          .slice(0, limit);
        if (this.#skipsTaken) for (const row of rows) this.#seen.add(row);
        return { rows, hasMore: rows.length === limit };
      },
      remove: async (rows) => {
        await this.#pause();
        this.#failOn('crash-between-ack-and-delete');
        this.rows.splice(0, this.rows.length, ...this.rows.filter((row) => !rows.includes(row)));
        this.#failOn('deleted-but-no-answer');
      },
      close: async () => {
        if (owns) this.#locked = false;
      },
    };
  };

  readonly producer = {
    sendBatch: async ({
      topicMessages = [],
    }: {
      topicMessages?: { topic: string; messages: { value: unknown }[] }[];
    }) => {
      await this.#pause();
      this.#failOn('send-refused');
      const taken = topicMessages.filter(({ topic }) => !this.refused.has(topic));
      for (const { messages } of taken) this.topic.push(...messages.map(({ value }) => String(value)));
      if (taken.length < topicMessages.length)
        throw Object.assign(new Error('refused'), { type: 'TOPIC_AUTHORIZATION_FAILED' });
      await this.#pause();
      this.#failOn('sent-but-no-answer');
      return [];
    },
  };

  async #pause(): Promise<void> {
    const milliseconds = this.#latencies[this.#calls % this.#latencies.length] ?? 0;
    this.#calls += 1;
    if (milliseconds > 0) await new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  }

  #failOn(fault: Fault): void {
    const index = this.#faults.indexOf(fault);
    if (index < 0) return;
    this.#faults.splice(index, 1);
    throw new Error(fault);
  }
}

const relayOf = (world: World, ignoreLock = false, batchSize = 3): Relay =>
  new Relay({
    openSession: world.openSession,
    producer: world.producer,
    logger: createLogger('relay', 'silent'),
    batchSize,
    pollMs: 1,
    ignoreLock,
  });

/** Back-offs and polls pass at once: time is only what the relays wait for. */
const settle = async (world: World): Promise<void> => {
  for (let turn = 0; turn < 500 && world.rows.length > 0; turn += 1) await jest.advanceTimersByTimeAsync(100);
};

/** Keeps the first time that each event is in the topic. */
const firsts = (topic: readonly string[]): string[] => [...new Set(topic)];
const perKey = (events: readonly string[]) => Map.groupBy(events, (event) => event.split('/')[0] ?? '');

const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('commit' as const),
        keys: fc.array(fc.nat(3), { maxLength: 7 }),
        topic: fc.constantFrom('t' as const, 'cards' as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('refuse' as const, 'allow' as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('fault' as const),
        fault: fc.constantFrom<Fault>(
          'open-refused',
          'read-fails',
          'send-refused',
          'sent-but-no-answer',
          'crash-between-ack-and-delete',
          'deleted-but-no-answer',
        ),
      }),
    },
    { weight: 2, arbitrary: fc.constant<Step>({ kind: 'pass' }) },
  ),
  { maxLength: 25 },
);

const latencies = fc.array(fc.nat(9), { minLength: 1, maxLength: 12 });

const play = async (relays: readonly Relay[], world: World, history: readonly Step[]): Promise<void> => {
  for (const relay of relays) relay.start();
  for (const step of history) {
    if (step.kind === 'commit') world.commit(step.keys, step.topic);
    else if (step.kind === 'refuse') world.refused.add('cards');
    else if (step.kind === 'allow') world.refused.delete('cards');
    else if (step.kind === 'fault') world.inject(step.fault);
    else await jest.advanceTimersByTimeAsync(20);
  }
  world.heal();
  world.refused.clear();
  await settle(world);
  const stopping = Promise.all(relays.map((relay) => relay.stop()));
  await jest.advanceTimersByTimeAsync(200);
  await stopping;
};

describe('the relay', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each([
    ['one relay', 1, false],
    ['one active relay and a standby', 2, false],
    ['two active relays', 2, true],
    ['four active relays', 4, true],
  ])(
    'publishes every event, and those of a key in their order, under any faults: %s',
    async (_name, count, ignoreLock) => {
      await fc.assert(
        fc.asyncProperty(steps, latencies, async (history, delays) => {
          const world = new World(delays);
          await play(
            Array.from({ length: count }, () => relayOf(world, ignoreLock)),
            world,
            history,
          );
          expect(world.rows).toEqual([]);
          // Relays that overlap repeat events, but none is first seen before an earlier one of its key (docs/adr/0008-order.md).
          expect(perKey(firsts(world.topic))).toEqual(perKey(world.committed));
        }),
        { numRuns: 100 },
      );
    },
  );

  it('would not keep the order if relays skipped what others have read: the check above finds that', async () => {
    const commits = fc.array(fc.record({ kind: fc.constant('commit' as const), keys: fc.array(fc.nat(3)) }));
    const result = await fc.check(
      fc.asyncProperty(commits, latencies, async (history, delays) => {
        const world = new World(delays, true);
        await play([relayOf(world, true), relayOf(world, true)], world, history);
        expect(perKey(firsts(world.topic))).toEqual(perKey(world.committed));
      }),
      { numRuns: 300, endOnFailure: true },
    );
    expect(result.failed).toBe(true);
  });

  it('publishes nothing twice when nothing fails', async () => {
    const world = new World();
    await play([relayOf(world), relayOf(world)], world, [{ kind: 'commit', keys: [0, 1, 0, 2, 0, 1, 3, 3, 3] }]);
    expect(world.topic).toEqual(world.committed);
  });

  it('publishes again what was acknowledged and not deleted', async () => {
    const world = new World();
    await play([relayOf(world)], world, [
      { kind: 'commit', keys: [0, 0] },
      { kind: 'fault', fault: 'crash-between-ack-and-delete' },
      { kind: 'pass' },
    ]);
    expect(world.topic.filter((event) => event === '0/1')).toHaveLength(2);
  });

  it('publishes before it stops what was committed before', async () => {
    const world = new World();
    const relay = relayOf(world);
    relay.start();
    await jest.advanceTimersByTimeAsync(20);
    world.commit([1, 2]);
    relay.nudge();
    const stopping = relay.stop();
    await jest.advanceTimersByTimeAsync(200);
    await stopping;
    expect(world.topic).toEqual(world.committed);
  });

  it('names the topic that the broker refuses, and does not send what goes elsewhere again and again with it', async () => {
    const world = new World();
    world.refused.add('cards');
    world.commit([0], 'cards');
    world.commit([1, 2]);
    const relay = relayOf(world);
    relay.start();
    await jest.advanceTimersByTimeAsync(20_000);
    // Once together with the refused one, which nobody can tell from it then, and once without.
    expect(world.topic).toEqual(['1/1', '2/1', '1/1', '2/1']);
    expect(world.rows.map(({ topic }) => topic)).toEqual(['cards']);
    expect(relay.status.trouble).toBe('kafka does not let this service write cards');
    world.commit([1]);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(firsts(world.topic)).toEqual(['1/1', '2/1', '1/2']);
    world.refused.clear();
    await settle(world);
    expect([world.rows, firsts(world.topic)]).toEqual([[], ['1/1', '2/1', '1/2', 'cards-0/1']]);
    const stopping = relay.stop();
    await jest.advanceTimersByTimeAsync(2_000);
    await stopping;
    expect(relay.status.trouble).toBeUndefined();
  });

  it.each([1, 1_999, 2_000, 3_000])(
    'lets out at once what lies behind %i events of a refused topic, and those in their order when it may',
    async (count) => {
      const world = new World();
      world.refused.add('cards');
      world.commit(
        Array.from({ length: count }, (_, place) => place % 7),
        'cards',
      );
      world.commit([1, 2, 1]);
      const relay = relayOf(world, false, 2_000);
      relay.start();
      await jest.advanceTimersByTimeAsync(100);
      expect(firsts(world.topic)).toEqual(['1/1', '2/1', '1/2']);
      expect([world.rows.length, relay.status.trouble]).toEqual([count, 'kafka does not let this service write cards']);
      // Nothing waits for the pauses between the tries, and is sent again with none of them.
      for (let turn = 0; turn < 20; turn += 1) {
        const sent = world.topic.length;
        world.commit([1]);
        relay.nudge();
        await jest.advanceTimersByTimeAsync(200);
        expect(world.topic.length).toBe(sent + 1);
      }
      world.refused.clear();
      await settle(world);
      expect(perKey(firsts(world.topic))).toEqual(perKey(world.committed));
      expect(relay.status.trouble).toBeUndefined();
      const stopping = relay.stop();
      await jest.advanceTimersByTimeAsync(200);
      await stopping;
    },
  );

  it('says no longer that a topic is refused when nothing waits for it', async () => {
    const world = new World();
    world.refused.add('cards');
    world.commit([0], 'cards');
    const relay = relayOf(world);
    relay.start();
    await jest.advanceTimersByTimeAsync(100);
    expect(relay.status.trouble).toBe('kafka does not let this service write cards');
    world.rows.length = 0;
    await jest.advanceTimersByTimeAsync(2_000);
    expect(relay.status.trouble).toBeUndefined();
    const stopping = relay.stop();
    await jest.advanceTimersByTimeAsync(200);
    await stopping;
  });
});
