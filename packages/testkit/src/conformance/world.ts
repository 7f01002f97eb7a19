import { randomUUID } from 'node:crypto';
import { PayoutCreated, PayoutPaid, PayoutReturned } from '@ansinh/contracts/payment/events';
import type { EventDefinition } from '@ansinh/contracts/wire/envelope';
import { type MessageTx, type Outbox, Processor, type Subscription, subscriptionBuilders } from '@ansinh/messaging';
import { Consumer, createKafka, createProducer, openRelaySession, Relay } from '@ansinh/messaging/testing';
import { createLogger } from '@ansinh/telemetry';
import { eventually } from '../faults/eventually';
import { testKafkaBrokers } from '../servers/servers';
import { type DeliveryFaults, deliverUnder, failingNowAndThen, seededRandom } from './fault-middleware';
import { noteEffects, openStore, type Tx } from './store';

export type WorldOptions = {
  readonly faults?: DeliveryFaults;
  readonly relays?: number;
  /** All relays are active at once. */
  readonly ignoreLock?: boolean;
  readonly gapMs?: number;
  /** Called in the transaction of each event that is handled one by one, before its effect. */
  readonly beforeEffect?: (subject: string) => void;
};

type Types = {
  readonly created: typeof PayoutCreated;
  readonly paid: typeof PayoutPaid;
  readonly returned: typeof PayoutReturned;
};

const logger = createLogger('conformance', 'silent');

export const dataOf = (payoutId: string) => ({
  payoutId,
  kind: 'pension' as const,
  sourceId: payoutId,
  beneficiary: { kind: 'participant' as const, id: payoutId },
  period: '2026-10',
  amountVnd: '1000',
  channel: 'bank' as const,
  paidAt: '2026-10-05T08:30:00+07:00',
});

/** `created` is handled one by one, `paid` in batches, `returned` by nobody. */
const typesOn = (topic: string): Types => {
  const here = <Definition extends EventDefinition>(definition: Definition): Definition => ({ ...definition, topic });
  return { created: here(PayoutCreated), paid: here(PayoutPaid), returned: here(PayoutReturned) };
};

const subscriptionsTo = ({ created, paid }: Types, beforeEffect: WorldOptions['beforeEffect']): Subscription<Tx>[] => {
  const { subscription, batchSubscription } = subscriptionBuilders<Tx>();
  return [
    subscription({
      on: created,
      handle: async (tx, event) => {
        beforeEffect?.(event.attributes.subject);
        await noteEffects(tx, [event]);
      },
    }),
    batchSubscription({ on: paid, handle: noteEffects }),
  ];
};

const appendSomething = (outbox: Outbox, types: Types, { id, version, random }: Aggregate): void => {
  const kind = random();
  if (kind < 0.4) outbox.append(types.created, dataOf(id), { id, version });
  else if (kind < 0.8) outbox.append(types.paid, dataOf(id), { id, version });
  else {
    const data = { ...dataOf(id), reasonCode: 'AC04', returnedAt: '2026-10-05T08:30:00+07:00' };
    outbox.append(types.returned, data, { id, version });
  }
};

type Aggregate = { readonly id: string; readonly version: number; readonly random: () => number };

/** A producer and a consumer on one database and a topic of their own. */
export const startWorld = async (options: WorldOptions = {}) => {
  const store = await openStore();
  const topic = `conformance.${randomUUID()}.v1`;
  const types = typesOn(topic);
  const kafka = createKafka({ brokers: testKafkaBrokers().split(','), clientId: 'conformance', logger });
  const admin = kafka.admin();
  await admin.connect();
  // Dead letters have a topic of their own, which the relay needs too.
  const topics = [topic, 'notification.dead-letters'].map((name) => ({ topic: name, numPartitions: 3 }));
  await admin.createTopics({ topics, waitForLeaders: false });
  // Asked to wait, the library does not when one of them is there already.
  await eventually(() => admin.fetchTopicMetadata({ topics: topics.map(({ topic: name }) => name) }));
  const producers = Array.from({ length: options.relays ?? 1 }, () => createProducer(kafka));
  for (const producer of producers) await producer.connect();
  const openSession = () => openRelaySession(store.url);
  const relays = producers.map(
    (producer) =>
      new Relay({ openSession, producer, logger, batchSize: 50, pollMs: 10, ignoreLock: options.ignoreLock ?? false }),
  );

  const { transact } = store;
  const faults = options.faults ?? { seed: 0 };
  const subscriptions = failingNowAndThen(subscriptionsTo(types, options.beforeEffect), faults);
  const gap = options.gapMs === undefined ? {} : { gapMs: options.gapMs };
  const processor = new Processor<Tx>({ service: 'notification', subscriptions, transact, logger, ...gap });
  const consumer = new Consumer<MessageTx>({
    kafka,
    groupId: topic,
    sessionTimeoutMs: 6_000,
    processor: deliverUnder(processor, faults),
    logger,
  });

  /** One transaction: the next event of each aggregate. Versions jump now and then, as those of real ones do. */
  const commit = async (ids: readonly string[], random: () => number): Promise<void> => {
    const steps = ids.map(() => (random() < 0.2 ? 2 : 1));
    await transact(undefined, async ({ db }, outbox) => {
      const rows = await db.$queryRaw<{ id: string; version: number }[]>`
        INSERT INTO aggregates (id, version)
        SELECT * FROM unnest(${ids}::uuid[], ${steps}::int[]) AS rows (id, step) ORDER BY id
        ON CONFLICT (id) DO UPDATE SET version = aggregates.version + excluded.version RETURNING id::text, version`;
      for (const { id, version } of rows) appendSomething(outbox, types, { id, version, random });
    });
    for (const relay of relays) relay.nudge();
  };

  return {
    topic,
    types,
    store,
    relays,
    consumer,
    transact,
    commit,
    /** A message that no outbox made. */
    publish: async (message: { key: string; headers: Record<string, string>; value: Buffer | string | null }) => {
      await producers[0]?.send({ topic, messages: [message] });
    },
    stop: async () => {
      await consumer.stop();
      await Promise.all(relays.map((relay) => relay.stop()));
      await Promise.all(producers.map((producer) => producer.disconnect()));
      await admin.deleteTopics({ topics: [topic] });
      await admin.disconnect();
      await store.close();
    },
  };
};

export type World = Awaited<ReturnType<typeof startWorld>>;

/** Four writers at once, many small transactions on a few aggregates. */
export const writeLoad = async (
  world: World,
  { events, aggregates, seed }: { readonly events: number; readonly aggregates: number; readonly seed: number },
): Promise<void> => {
  const ids = Array.from({ length: aggregates }, () => randomUUID());
  const perCommit = 4;
  await Promise.all(
    [0, 1, 2, 3].map(async (writer) => {
      const random = seededRandom(seed + writer);
      for (let done = 0; done < events / 4; done += perCommit) {
        const chosen = Array.from({ length: perCommit }, () => ids[Math.floor(random() * aggregates)] ?? '');
        await world.commit([...new Set(chosen)], random);
      }
    }),
  );
};
