// Events that wait in Kafka, into a view by one upsert per batch: inbox, order and effect in one transaction.
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import type { EventOf } from '@ansinh/contracts/wire/envelope';
import { newId } from '@ansinh/database';
import { headersOf, Outbox, Processor, subscriptionBuilders, type TransactFor } from '@ansinh/messaging';
import { Consumer } from '@ansinh/messaging/testing';
import type { Prisma } from '@ansinh/testkit/dist/generated/prisma/client.js';
import { perEvent, type Rate, type Spent, startClock, until } from './clock.ts';
import { BATCH } from './settings.ts';
import { attributesOfLoad, causeOfLoad, payoutPaidText, type World } from './world.ts';

type Tx = { readonly db: Prisma.TransactionClient };

const { batchSubscription } = subscriptionBuilders<Tx>();

const SESSION_MS = 6_000;
const VIEWS =
  'CREATE TABLE IF NOT EXISTS views (id UUID PRIMARY KEY, amount BIGINT NOT NULL, version INTEGER NOT NULL)';

const messageOf = (id: string, version: number) => ({
  key: id,
  value: payoutPaidText(id),
  headers: { ...headersOf(attributesOfLoad(id, version)), ce_sequence: String(version) },
});

/** An empty view, and two events for each aggregate in Kafka, behind those of the rounds before. */
export const fillTopic = async ({ producer, events, warmUp, sql }: World): Promise<void> => {
  await sql(VIEWS);
  await sql('TRUNCATE views');
  for (let sent = 0; sent < warmUp + events; sent += BATCH) {
    const aggregates = Math.min(BATCH, warmUp + events - sent) / 2;
    const messages = Array.from({ length: aggregates }, () => newId()).flatMap((id) => [
      messageOf(id, 1),
      messageOf(id, 2),
    ]);
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

/** Timed from the first batch after the warm-up. */
export const measureInbox = async ({ kafka, database, logger, events, warmUp, sql }: World): Promise<Rate> => {
  const all = warmUp + events;
  let handled = 0;
  let timed: { readonly end: () => Spent; readonly from: number } | undefined;
  const subscription = batchSubscription({
    on: PayoutPaid,
    handle: async (tx, some) => {
      if (handled >= warmUp) timed ??= { end: startClock(), from: handled };
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
  await until(() => handled >= all);
  if (timed === undefined) throw new Error('nothing was handled after the warm-up');
  const measured = perEvent(handled - timed.from, timed.end());
  await consumer.stop();
  const [view] = await sql<{ rows: number; versions: number }>(
    'SELECT count(*)::int AS rows, sum(version)::int AS versions FROM views',
  );
  if (view?.rows !== all / 2 || view?.versions !== all) throw new Error('the view is not what was sent');
  return measured;
};
