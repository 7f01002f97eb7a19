import { TOPIC_PARTITIONS } from '@ansinh/contracts/catalogue/events';
import { isSampled, recordSpan, traceIdIn } from '@ansinh/telemetry';
import type { RecordMetadata } from 'kafkajs';
import { partitionOf } from '../kafkajs/partitioner';
import type { OutboxRow } from './relay-session';

/** What the broker said of a batch, and when it was sent. */
export type Published = { readonly places: readonly RecordMetadata[]; readonly sinceMs: number };

/** To know the offset of one row, all before it are looked at: of a large batch that would cost more than it tells. */
const OFFSETS_MAX = 100;

type Place = { readonly partition: number; readonly offset: number | undefined };

/** The rows of a partition have their offsets in their order, from that of its first row on. */
const placeOf = (row: OutboxRow, rows: readonly OutboxRow[], places: readonly RecordMetadata[]): Place | undefined => {
  const partition = partitionOf(row.key, TOPIC_PARTITIONS);
  const place = places.find((told) => told.topicName === row.topic && told.partition === partition);
  if (place === undefined) return undefined;
  if (place.baseOffset === undefined || rows.length > OFFSETS_MAX) return { partition, offset: undefined };
  const before = rows.slice(0, rows.indexOf(row));
  const neighbours = before.filter(
    ({ topic, key }) => topic === row.topic && partitionOf(key, TOPIC_PARTITIONS) === partition,
  );
  return { partition, offset: Number(place.baseOffset) + neighbours.length };
};

const idOf = ({ headers }: OutboxRow): string | undefined => ('id' in headers ? headers.id : undefined);

const present = (
  attributes: Readonly<Record<string, string | number | undefined>>,
): Record<string, string | number> => {
  const told: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) told[name] = value;
  return told;
};

const attributesOf = (group: readonly OutboxRow[], first: OutboxRow, place: Place | undefined) =>
  present({
    'messaging.system': 'kafka',
    'messaging.operation.name': 'send',
    'messaging.operation.type': 'send',
    'messaging.destination.name': first.topic,
    ...(group.length > 1
      ? { 'messaging.batch.message_count': group.length }
      : {
          'messaging.message.id': idOf(first),
          'messaging.destination.partition.id': place === undefined ? undefined : String(place.partition),
          'messaging.kafka.offset': place?.offset,
        }),
  });

/** The trace that told of it, whether its effects go on in that one or are linked to it. */
const contextOf = ({ headers }: OutboxRow): string | undefined =>
  headers.traceparent ?? ('tracelink' in headers ? headers.tracelink : undefined);

/**
 * A span for what was published of each trace that is kept, by topic, from the sending to the acknowledgement: by the
 * conventions of OpenTelemetry for messaging. What waits in an outbox is the time between the parent and this.
 */
export const recordPublished = (rows: readonly OutboxRow[], { places, sinceMs }: Published): void => {
  const groups = new Map<string, [OutboxRow, ...OutboxRow[]]>();
  for (const row of rows) {
    const traceparent = contextOf(row);
    if (!isSampled(traceparent)) continue;
    const name = `${traceIdIn(traceparent)} ${row.topic}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  for (const group of groups.values()) {
    const [first] = group;
    const place = group.length > 1 ? undefined : placeOf(first, rows, places);
    const traceparent = contextOf(first);
    const attributes = attributesOf(group, first, place);
    recordSpan({ name: `send ${first.topic}`, kind: 'producer', traceparent, attributes }, sinceMs);
  }
};
