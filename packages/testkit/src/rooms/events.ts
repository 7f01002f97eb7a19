import { EventAttributes, type EventDefinition } from '@ansinh/contracts/wire/envelope';
import { newId, type TransactionClient } from '@ansinh/database';
import { headersOf, type RawMessage } from '@ansinh/messaging';

export type Delivery = {
  /** Aggregate id; a new one when left out. */
  readonly id?: string;
  readonly version?: number;
  readonly tenant?: string;
  /** Event id: give the same to deliver an event again. */
  readonly eventId?: string;
  /** The trace that it belongs to; none when left out. */
  readonly traceparent?: string;
  /** The trace that its own one is linked to. */
  readonly tracelink?: string;
};

export type OutboxEvent = {
  readonly topic: string;
  readonly key: string;
  readonly attributes: EventAttributes;
  readonly data: unknown;
};

/** An event as Kafka brings it. */
export const messageOf = (
  definition: EventDefinition,
  data: unknown,
  { now, offset, ...delivery }: Delivery & { readonly now: Date; readonly offset: number },
): RawMessage => {
  const attributes: EventAttributes = {
    specversion: '1.0',
    id: delivery.eventId ?? newId(),
    source: `/ansinh/${definition.service}`,
    type: definition.type,
    subject: delivery.id ?? newId(),
    time: now.toISOString(),
    datacontenttype: 'application/json',
    aggregateversion: delivery.version ?? 1,
    tenant: delivery.tenant ?? 'agency:66',
    causationid: 'request:test',
    ...(delivery.traceparent === undefined ? {} : { traceparent: delivery.traceparent }),
    ...(delivery.tracelink === undefined ? {} : { tracelink: delivery.tracelink }),
  };
  const value = Buffer.from(JSON.stringify(data));
  return { topic: definition.topic, partition: 0, offset: String(offset), headers: headersOf(attributes), value };
};

type OutboxRow = { topic: string; key: string; headers: unknown; data: string };

/** What waits for the relay, in order of commit, without what became a dead letter. */
export const readOutbox = async (db: TransactionClient): Promise<OutboxEvent[]> => {
  const rows = await db.$queryRaw<OutboxRow[]>`SELECT topic, key, headers, data FROM platform.outbox ORDER BY position`;
  return rows
    .filter((row) => !row.topic.endsWith('.dead-letters'))
    .map((row) => ({
      topic: row.topic,
      key: row.key,
      attributes: EventAttributes.parse(row.headers),
      data: JSON.parse(row.data) as unknown,
    }));
};
