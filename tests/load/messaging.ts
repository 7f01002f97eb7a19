// npm run load -- messaging [EVENTS] [--library-encoder]: how fast the relay empties an outbox, beside a bare kafkajs producer
// with the same messages, and how fast a projection takes events that are already in Kafka. With --library-encoder
// kafkajs encodes records itself, as it would without docs/adr/0012-record-encoder.md.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TOPIC_PARTITIONS } from '@ansinh/contracts/catalogue/events';
import { openDatabase } from '@ansinh/database';
import { withClient } from '@ansinh/local';
import { MESSAGING_MIGRATIONS } from '@ansinh/messaging';
import { createKafka, createProducer, ensureTopics, installKafkaPatches } from '@ansinh/messaging/testing';
import { createLogger } from '@ansinh/telemetry';
import { type Prisma, PrismaClient } from '@ansinh/testkit/dist/generated/prisma/client.js';
import type { Rate } from './messaging/clock.ts';
import { measureInbox } from './messaging/inbox.ts';
import { readOptions } from './messaging/options.ts';
import { measureBare, measureRelay, RELAY_TOPICS } from './messaging/relay.ts';
import type { World } from './messaging/world.ts';
import type { RunOnServers } from './platform/context.ts';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const ROUNDS = 2;
/** No further round begins after this: a machine that is busy otherwise says little anyway. */
const ROUNDS_MS = 30_000;
const TARGETS = { relay: 40_000, share: 0.6, inbox: 30_000 };

export const platform = false;

export const run: RunOnServers = async ({ postgres, kafka: broker, options }) => {
  const { events, isLibraryEncoder } = readOptions(options);
  installKafkaPatches({ recordEncoder: !isLibraryEncoder });
  const logger = createLogger('load', 'warn');
  await postgres.createDatabase('load');
  const url = postgres.url('load');
  const database = await openDatabase<Prisma.TransactionClient, PrismaClient>({
    url,
    client: PrismaClient,
    migrations: { packages: [MESSAGING_MIGRATIONS], service: join(root, 'packages/testkit/prisma/migrations') },
    poolSize: 10,
    transactionTimeoutMs: 60_000,
  });
  const kafka = createKafka({ brokers: [broker.brokers], clientId: 'load', logger });
  await ensureTopics(kafka);
  const producer = createProducer(kafka);
  await producer.connect();
  const sql: World['sql'] = <Row>(text: string) =>
    withClient(url, async (client): Promise<readonly Row[]> => (await client.query(text)).rows);
  const world: World = { kafka, producer, database, logger, events, url, sql };
  try {
    const rates: { readonly bare: Rate[]; readonly relay: Rate[] } = { bare: [], relay: [] };
    const started = performance.now();
    for (let round = 0; round < ROUNDS && performance.now() - started < ROUNDS_MS; round += 1) {
      rates.bare.push(await measureBare(world));
      rates.relay.push(await measureRelay(world));
    }
    const inbox = await measureInbox(world);
    return report({ ...rates, inbox, events, isLibraryEncoder });
  } finally {
    await producer.disconnect();
    await database.close();
  }
};

type Measured = {
  readonly bare: readonly Rate[];
  readonly relay: readonly Rate[];
  readonly inbox: Rate;
  readonly events: number;
  readonly isLibraryEncoder: boolean;
};

const best = (rounds: readonly Rate[]): Rate =>
  rounds.reduce((one, other) => (one.perSecond > other.perSecond ? one : other));

const report = ({ bare, relay, inbox, events, isLibraryEncoder }: Measured): boolean => {
  const share = best(relay).perSecond / best(bare).perSecond;
  const line = (name: string, ...cells: readonly string[]) =>
    console.log(name.padEnd(34) + cells.map((text) => text.padStart(12)).join(''));
  const encoder = isLibraryEncoder ? "kafkajs' own" : 'our';
  console.log(
    `\n${events} events, ${RELAY_TOPICS.length} topics with ${TOPIC_PARTITIONS} partitions, one broker, ${encoder} encoder`,
  );
  line('', 'events/s', 'target', 'CPU us each', 'rounds');
  const rows: readonly (readonly [string, string, readonly Rate[]])[] = [
    ['bare kafkajs producer', '', bare],
    ['relay out of the outbox', String(TARGETS.relay), relay],
    ['projection (inbox, order, view)', String(TARGETS.inbox), [inbox]],
  ];
  for (const [name, target, rounds] of rows) {
    const { perSecond, cpuUs } = best(rounds);
    const all = rounds.map((round) => round.perSecond.toFixed(0)).join(' ');
    line(name, perSecond.toFixed(0), target, cpuUs.toFixed(1), `   ${all}`);
  }
  line('relay / bare producer', `${(100 * share).toFixed(0)} %`, `${100 * TARGETS.share} %`);
  return best(relay).perSecond >= TARGETS.relay && share >= TARGETS.share && inbox.perSecond >= TARGETS.inbox;
};
