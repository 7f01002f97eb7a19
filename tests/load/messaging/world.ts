// What the parts of the test share: connections, and the event that is sent again and again.
import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import type { EventAttributes } from '@ansinh/contracts/wire/envelope';
import { type Database, openDatabase } from '@ansinh/database';
import { withClient } from '@ansinh/local';
import { attributesOf, type Cause, MESSAGING_MIGRATIONS } from '@ansinh/messaging';
import { createKafka, createProducer, installKafkaPatches } from '@ansinh/messaging/testing';
import { createLogger, type Logger } from '@ansinh/telemetry';
import { type Prisma, PrismaClient } from '@ansinh/testkit/dist/generated/prisma/client.js';
import type { Settings } from './settings.ts';

const root = resolve(fileURLToPath(import.meta.url), '../../../..');

export type World = Settings & {
  readonly kafka: ReturnType<typeof createKafka>;
  readonly producer: ReturnType<typeof createProducer>;
  readonly database: Database<Prisma.TransactionClient, PrismaClient>;
  readonly logger: Logger;
  /** Runs a statement on a connection of its own; answers its rows. */
  readonly sql: <Row = unknown>(text: string) => Promise<readonly Row[]>;
  readonly close: () => Promise<void>;
};

export const openWorld = async (settings: Settings): Promise<World> => {
  const { url, brokers, isLibraryEncoder } = settings;
  installKafkaPatches({ recordEncoder: !isLibraryEncoder });
  const logger = createLogger('load', 'warn');
  const database = await openDatabase<Prisma.TransactionClient, PrismaClient>({
    url,
    client: PrismaClient,
    migrations: { packages: [MESSAGING_MIGRATIONS], service: join(root, 'packages/testkit/prisma/migrations') },
    poolSize: 10,
    transactionTimeoutMs: 60_000,
  });
  const kafka = createKafka({ brokers: [brokers], clientId: 'load', logger });
  const producer = createProducer(kafka);
  await producer.connect();
  const sql: World['sql'] = <Row>(text: string) =>
    withClient(url, async (client): Promise<readonly Row[]> => (await client.query(text)).rows);
  return {
    ...settings,
    kafka,
    producer,
    database,
    logger,
    sql,
    close: async () => {
      await producer.disconnect();
      await database.close();
    },
  };
};

export const causeOfLoad = (): Cause => ({
  by: { subject: 'load', tenant: { kind: 'agency', code: '66' }, permissions: new Set() },
  causationId: 'request:load',
  now: new Date(),
});

const SAMPLE = '00000000-0000-7000-8000-000000000000';
const TEXT = JSON.stringify(
  PayoutPaid.data.parse({
    payoutId: SAMPLE,
    kind: 'pension',
    sourceId: SAMPLE,
    beneficiary: { kind: 'participant', id: SAMPLE },
    period: '2026-10',
    amountVnd: '5000000',
    channel: 'bank',
    paidAt: '2026-10-05T08:30:00+07:00',
  }),
);

/** About 300 bytes of data, as the outbox holds them. They were read once: who sends need not read each. */
export const payoutPaidText = (payoutId: string): string => TEXT.replaceAll(SAMPLE, payoutId);

export const attributesOfLoad = (id: string, version: number): EventAttributes => ({
  ...attributesOf(PayoutPaid, { id, version }, causeOfLoad()),
  traceparent: `00-${randomUUID().replaceAll('-', '')}-00f067aa0ba902b7-01`,
});
