// Events that wait in Kafka, into a view by one upsert per batch: inbox, order and effect in one transaction.
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import type { EventOf } from '@ansinh/contracts/wire/envelope';
import { newId } from '@ansinh/database';
import { headersOf, Outbox, Processor, subscriptionBuilders, type TransactFor } from '@ansinh/messaging';
import { Consumer } from '@ansinh/messaging/testing';
import type { Prisma } from '@ansinh/testkit/dist/generated/prisma/client.js';
import { perEvent, type Rate, type Spent, startClock, until } from './clock.ts';
import { attributesOfLoad, BATCH, causeOfLoad, payoutPaid, type World } from './world.ts';

type Tx = { readonly db: Prisma.TransactionClient };

const { batchSubscription } = subscriptionBuilders<Tx>();

const SESSION_MS = 6_000;

const messageOf = (id: string, version: number) => ({
  key: id,
  value: JSON.stringify(payoutPaid(id)),
  headers: { ...headersOf(attributesOfLoad(id, version)), ce_sequence: String(version) },
});

/** Two events for each aggregate. */
const sendAll = async ({ producer, events }: World): Promise<void> => {
  const ids = Array.from({ length: events / 2 }, () => newId());
  for (let start = 0; start < ids.length; start += BATCH) {
    const some = ids.slice(start, start + BATCH);
    const messages = some.flatMap((id) => [messageOf(id, 1), messageOf(id, 2)]);
    await producer.sendBatch({ acks: -1, topicMessages: [{ topic: PayoutPaid.topic, messages }] });
  }
};

const project = async ({ db }: Tx, events: readonly EventOf<typeof PayoutPaid>[]): Promise<void> => {
  const newest = [...new Map(events.map((event) => [event.attributes.subject, event])).values()];
  const column = <Value>(pick: (event: EventOf<typeof PayoutPaid>) => Value): Value[] => newest.map(pick);
  await db.$executeRaw`
    INSERT INTO views (id, amount, version)
    SELECT * FROM unnest(${column(({ data }) => data.payoutId)}::uuid[], ${column(({ data }) => data.amountVnd)}::text[]::bigint[],
      ${column(({ attributes }) => attributes.aggregateversion)}::int[])
    ON CONFLICT (id) DO UPDATE SET amount = excluded.amount, version = excluded.version
    WHERE views.version < excluded.version`;
};

/** Timed from the first event that is handled. */
export const measureInbox = async (world: World): Promise<Rate> => {
  const { kafka, database, logger, events, sql } = world;
  await sql('CREATE TABLE views (id UUID PRIMARY KEY, amount BIGINT NOT NULL, version INTEGER NOT NULL)');
  await sendAll(world);
  let handled = 0;
  let end: (() => Spent) | undefined;
  const subscription = batchSubscription({
    on: PayoutPaid,
    handle: async (tx, some) => {
      end ??= startClock();
      await project(tx, some);
      handled += some.length;
    },
  });
  const transact: TransactFor<Tx> = (_cause, work) =>
    database.transaction(async (db) => {
      const outbox = new Outbox(causeOfLoad());
      const result = await work({ db }, outbox);
      await outbox.flush(db);
      return result;
    });
  const processor = new Processor({ service: 'notification', subscriptions: [subscription], transact, logger });
  const consumer = new Consumer({ kafka, groupId: 'load', processor, logger, sessionTimeoutMs: SESSION_MS });
  await consumer.start();
  await until(() => handled >= events);
  if (end === undefined) throw new Error('nothing was handled');
  const measured = perEvent(events, end());
  await consumer.stop();
  const [view] = await sql<{ rows: number; versions: number }>(
    'SELECT count(*)::int AS rows, sum(version)::int AS versions FROM views',
  );
  if (view?.rows !== events / 2 || view?.versions !== events) throw new Error('the view is not what was sent');
  return measured;
};
