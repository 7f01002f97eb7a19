// What the parts of the test share: connections, and the event that is sent again and again.
import { randomUUID } from 'node:crypto';
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import type { EventAttributes, EventData } from '@ansinh/contracts/wire/envelope';
import type { Database } from '@ansinh/database';
import { attributesOf, type Cause } from '@ansinh/messaging';
import type { createKafka, createProducer } from '@ansinh/messaging/testing';
import type { Logger } from '@ansinh/telemetry';
import type { Prisma, PrismaClient } from '@ansinh/testkit/dist/generated/prisma/client.js';

export type World = {
  readonly kafka: ReturnType<typeof createKafka>;
  readonly producer: ReturnType<typeof createProducer>;
  readonly database: Database<Prisma.TransactionClient, PrismaClient>;
  readonly logger: Logger;
  readonly events: number;
  readonly url: string;
  /** Runs a statement on a connection of its own; answers its rows. */
  readonly sql: <Row = unknown>(text: string) => Promise<readonly Row[]>;
};

export const BATCH = 2_000;

export const causeOfLoad = (): Cause => ({
  by: { subject: 'load', tenant: { kind: 'agency', code: '66' }, permissions: new Set() },
  causationId: 'request:load',
  now: new Date(),
});

/** About 300 bytes of data. */
export const payoutPaid = (payoutId: string): EventData<typeof PayoutPaid> =>
  PayoutPaid.data.parse({
    payoutId,
    kind: 'pension',
    sourceId: payoutId,
    beneficiary: { kind: 'participant', id: payoutId },
    period: '2026-10',
    amountVnd: '5000000',
    channel: 'bank',
    paidAt: '2026-10-05T08:30:00+07:00',
  });

export const attributesOfLoad = (id: string, version: number): EventAttributes => ({
  ...attributesOf(PayoutPaid, { id, version }, causeOfLoad()),
  traceparent: `00-${randomUUID().replaceAll('-', '')}-00f067aa0ba902b7-01`,
});
