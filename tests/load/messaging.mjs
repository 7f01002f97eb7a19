// npm run load -- messaging: how fast the relay empties an outbox, beside a bare kafkajs producer with the same
// messages, and how fast a projection takes events that are already in Kafka. A second argument is the number of events.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const require = createRequire(import.meta.url);
const { TOPICS, TOPIC_PARTITIONS } = require('@ansinh/contracts/catalogue/events');
const { PayoutPaid } = require('@ansinh/contracts/payment/events');
const { newId, openDatabase } = require('@ansinh/database');
const { attributesOf, headersOf, Outbox, Processor } = require('@ansinh/messaging');
const {
  Consumer,
  createKafka,
  createProducer,
  ensureTopics,
  openRelaySession,
  Relay,
} = require('@ansinh/messaging/testing');
const { createLogger } = require('@ansinh/telemetry');
const { PrismaClient } = require('@ansinh/testkit/dist/generated/prisma/client.js');

const EVENTS = Number(process.argv[3] ?? 200_000);
const ROUNDS = 2;
/** No further round begins after this: a machine that is busy otherwise says little anyway. */
const ROUNDS_MS = 30_000;
const BATCH = 2_000;
const logger = createLogger('load', 'warn');
const relayTopics = TOPICS.filter((topic) => !topic.endsWith('.dead-letters') && topic !== PayoutPaid.topic).slice(
  0,
  6,
);

/** @returns true when the targets hold */
export async function run({ postgres, kafka: broker, local }) {
  await postgres.createDatabase('load');
  const url = postgres.url('load');
  const database = await openDatabase({
    url,
    client: PrismaClient,
    migrationsDir: join(root, 'packages/testkit/prisma/migrations'),
    poolSize: 10,
    transactionTimeoutMs: 60_000,
  });
  const kafka = createKafka({ brokers: [broker.brokers], clientId: 'load', logger });
  await ensureTopics(kafka);
  const producer = createProducer(kafka);
  await producer.connect();
  const sql = (text) => local.withClient(url, (client) => client.query(text));
  try {
    const rates = { bare: [], relay: [] };
    const started = performance.now();
    for (let round = 0; round < ROUNDS && performance.now() - started < ROUNDS_MS; round += 1) {
      rates.bare.push(await measureBare(producer, sql));
      rates.relay.push(await measureRelay(producer, sql, url));
    }
    const inbox = await measureInbox({ kafka, producer, database, sql });
    return report(rates, inbox);
  } finally {
    await producer.disconnect();
    await database.close();
  }
}

/** The outbox as a service would fill it: attributes in JSONB, about 300 bytes of data, two events per aggregate. */
async function fillOutbox(sql) {
  const attributes = { ...attributesOf(PayoutPaid, { id: 'x', version: 1 }, cause()), traceparent: traceparent() };
  const data = JSON.stringify(paid(newId()));
  await sql(`TRUNCATE platform.outbox`);
  await sql(`INSERT INTO platform.outbox (event_id, topic, key, headers, data, sequence)
    SELECT gen_random_uuid(), (ARRAY['${relayTopics.join("','")}'])[1 + n % ${relayTopics.length}],
           md5((n / 12)::text || (n % 6)::text)::uuid::text,
           '${JSON.stringify(attributes)}'::jsonb || jsonb_build_object('id', gen_random_uuid()), '${data}', 1 + n % 12 / 6
    FROM generate_series(0, ${EVENTS - 1}) AS n`);
  await sql('VACUUM ANALYZE platform.outbox');
}

/** Only the sending is timed. Rows wait as texts: as many objects would make it the garbage collector that is measured. */
async function measureBare(producer, sql) {
  await fillOutbox(sql);
  const { rows } = await sql('SELECT topic, key, headers::text, data, sequence FROM platform.outbox ORDER BY position');
  const total = { ms: 0, cpu: 0 };
  for (let start = 0; start < rows.length; start += BATCH) {
    const topics = Map.groupBy(rows.slice(start, start + BATCH), ({ topic }) => topic);
    const topicMessages = [...topics].map(([topic, list]) => ({
      topic,
      messages: list.map(({ key, headers, data, sequence }) => ({
        key,
        value: data,
        headers: { ...headersOf(JSON.parse(headers)), ce_sequence: sequence },
      })),
    }));
    const end = startClock();
    await producer.sendBatch({ acks: -1, topicMessages });
    const { ms, cpu } = end();
    total.ms += ms;
    total.cpu += cpu;
  }
  return perEvent(total);
}

async function measureRelay(producer, sql, url) {
  await fillOutbox(sql);
  const relay = new Relay({ openSession: () => openRelaySession(url), producer, logger });
  const end = startClock();
  relay.start();
  await until(() => relay.status.published >= EVENTS);
  const measured = perEvent(end());
  await relay.stop();
  const { rows } = await sql('SELECT count(*)::int AS left FROM platform.outbox');
  if (rows[0].left !== 0) throw new Error(`${rows[0].left} rows are left in the outbox`);
  return measured;
}

/** Events that wait in Kafka, into a view by one upsert per batch: inbox, order and effect in one transaction. */
async function measureInbox({ kafka, producer, database, sql }) {
  await sql('CREATE TABLE views (id UUID PRIMARY KEY, amount BIGINT NOT NULL, version INTEGER NOT NULL)');
  const ids = Array.from({ length: EVENTS / 2 }, () => newId());
  for (let start = 0; start < EVENTS; start += 2 * BATCH) {
    const messages = ids
      .slice(start / 2, start / 2 + BATCH)
      .flatMap((id) => [1, 2].map((version) => message(id, version)));
    await producer.sendBatch({ acks: -1, topicMessages: [{ topic: PayoutPaid.topic, messages }] });
  }
  let handled = 0;
  const subscription = {
    mode: 'batch',
    on: PayoutPaid,
    latestOnly: false,
    atOnce: Number.POSITIVE_INFINITY,
    handle: async ({ db }, events) => {
      const newest = [...new Map(events.map((event) => [event.attributes.subject, event])).values()];
      const column = (pick) => newest.map(pick);
      await db.$executeRaw`
        INSERT INTO views (id, amount, version)
        SELECT * FROM unnest(${column(({ data }) => data.payoutId)}::uuid[], ${column(({ data }) => data.amountVnd)}::text[]::bigint[],
          ${column(({ attributes }) => attributes.aggregateversion)}::int[])
        ON CONFLICT (id) DO UPDATE SET amount = excluded.amount, version = excluded.version
        WHERE views.version < excluded.version`;
      handled += events.length;
    },
  };
  const transact = (_cause, work) =>
    database.transaction(async (db) => {
      const outbox = new Outbox(cause());
      const result = await work({ db }, outbox);
      await outbox.flush(db);
      return result;
    });
  const processor = new Processor({ service: 'notification', subscriptions: [subscription], transact, logger });
  const consumer = new Consumer({ kafka, groupId: 'load', processor, logger, sessionTimeoutMs: 6_000 });
  let end;
  const timed = subscription.handle;
  subscription.handle = (tx, events) => {
    end ??= startClock();
    return timed(tx, events);
  };
  await consumer.start();
  await until(() => handled >= EVENTS);
  const measured = perEvent(end());
  await consumer.stop();
  const { rows } = await sql('SELECT count(*)::int AS rows, sum(version)::int AS versions FROM views');
  if (rows[0].rows !== EVENTS / 2 || rows[0].versions !== EVENTS) throw new Error('the view is not what was sent');
  return measured;
}

function report({ bare, relay }, inbox) {
  const best = (rounds) => rounds.reduce((one, other) => (one.perSecond > other.perSecond ? one : other));
  const share = best(relay).perSecond / best(bare).perSecond;
  const line = (name, ...cells) => console.log(name.padEnd(34) + cells.map((cell) => cell.padStart(12)).join(''));
  console.log(`\n${EVENTS} events, ${relayTopics.length} topics with ${TOPIC_PARTITIONS} partitions, one broker`);
  line('', 'events/s', 'target', 'CPU us each', 'rounds');
  for (const [name, target, rounds] of [
    ['bare kafkajs producer', '', bare],
    ['relay out of the outbox', '40000', relay],
    ['projection (inbox, order, view)', '30000', [inbox]],
  ]) {
    const { perSecond, cpu } = best(rounds);
    const all = rounds.map((round) => round.perSecond.toFixed(0)).join(' ');
    line(name, perSecond.toFixed(0), target, cpu.toFixed(1), `   ${all}`);
  }
  line('relay / bare producer', `${(100 * share).toFixed(0)} %`, '60 %');
  return best(relay).perSecond >= 40_000 && share >= 0.6 && inbox.perSecond >= 30_000;
}

function message(id, version) {
  const attributes = { ...attributesOf(PayoutPaid, { id, version }, cause()), traceparent: traceparent() };
  return {
    key: id,
    value: JSON.stringify(paid(id)),
    headers: { ...headersOf(attributes), ce_sequence: String(version) },
  };
}

function paid(payoutId) {
  return {
    payoutId,
    kind: 'pension',
    sourceId: payoutId,
    beneficiary: { kind: 'participant', id: payoutId },
    period: '2026-10',
    amountVnd: '5000000',
    channel: 'bank',
    paidAt: '2026-10-05T08:30:00+07:00',
  };
}

function cause() {
  return {
    by: { subject: 'load', tenant: { kind: 'agency', code: '66' }, permissions: new Set() },
    causationId: 'request:load',
    now: new Date(),
  };
}

const traceparent = () => `00-${randomUUID().replaceAll('-', '')}-00f067aa0ba902b7-01`;
/** Starts a clock; what it returns ends it: events per second, and what they cost this process in microseconds of CPU. */
const startClock = () => {
  const started = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { ms: performance.now() - started, cpu: user + system };
  };
};

const perEvent = ({ ms, cpu }) => ({ perSecond: EVENTS / (ms / 1000), cpu: cpu / EVENTS });

async function until(isTrue) {
  const deadline = performance.now() + 60_000;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error('it did not come to its end within a minute');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
