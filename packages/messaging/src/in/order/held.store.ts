import type { TransactionClient } from '@ansinh/database';
import { headerTexts } from '../../wire';
import type { RawMessage, Readable } from '../messages/received';

/** An event that waits for an earlier one of its aggregate. */
export type Held = {
  readonly eventId: string;
  readonly subject: string;
  readonly sequence: number;
  /** How far the aggregate is. */
  readonly head: number;
  readonly raw: RawMessage;
};

/** Which held messages to look at: those of some aggregates, or all. */
export type HeldScope = { readonly topic: string; readonly subjects: readonly string[] } | undefined;

type Row = {
  event_id: string;
  topic: string;
  subject: string;
  sequence: bigint;
  head: bigint;
  partition: number;
  kafka_offset: string;
  headers: Record<string, string>;
  data: Uint8Array | null;
};

const heldOf = (row: Row): Held => ({
  eventId: row.event_id,
  subject: row.subject,
  sequence: Number(row.sequence),
  head: Number(row.head),
  raw: {
    topic: row.topic,
    partition: row.partition,
    offset: row.kafka_offset,
    headers: row.headers,
    value: row.data === null ? null : Buffer.from(row.data),
  },
});

/**
 * The next held message that need not wait any more: all before it are handled, or one of its aggregate has waited for
 * `waitMs`. Of an aggregate the earliest one comes first.
 */
export const nextHeld = async (db: TransactionClient, scope: HeldScope, waitMs: number): Promise<Held | undefined> => {
  const [row] = await db.$queryRaw<Row[]>`
    WITH earliest AS (
      SELECT topic, subject, min(sequence) AS sequence, min(held_at) AS held_at
      FROM platform.held_messages
      WHERE ${scope === undefined} OR (topic = ${scope?.topic ?? ''} AND subject = ANY(${scope?.subjects ?? []}::text[]))
      GROUP BY topic, subject)
    SELECT held.event_id::text, topic, subject, held.sequence, coalesce(head.sequence, 0) AS head, held.partition,
           held.kafka_offset::text, held.headers, held.data
    FROM earliest JOIN platform.held_messages AS held USING (topic, subject)
         LEFT JOIN platform.aggregate_heads AS head USING (topic, subject)
    WHERE held.sequence = earliest.sequence
      AND (held.sequence <= coalesce(head.sequence, 0) + 1
       OR earliest.held_at < clock_timestamp() - ${waitMs} * interval '1 millisecond')
    ORDER BY earliest.held_at, held.event_id LIMIT 1`;
  return row === undefined ? undefined : heldOf(row);
};

/** Locks a held message and removes it; false when somebody else was first. */
export const takeHeld = async (db: TransactionClient, eventId: string): Promise<boolean> =>
  (await db.$executeRaw`DELETE FROM platform.held_messages WHERE event_id = ${eventId}::uuid`) === 1;

/** Keeps what came too early as Kafka gave it: the offsets of it are committed like those of the others. */
export const hold = async (db: TransactionClient, topic: string, items: readonly Readable[]): Promise<void> => {
  if (items.length === 0) return;
  const column = <Value>(pick: (item: Readable) => Value): Value[] => items.map(pick);
  await db.$executeRaw`
    INSERT INTO platform.held_messages (event_id, topic, subject, sequence, partition, kafka_offset, headers, data)
    SELECT event_id, ${topic}, subject, sequence, partition, kafka_offset, headers::jsonb, decode(data, 'base64')
    FROM unnest(${column(({ attributes }) => attributes.id)}::uuid[],
                ${column(({ attributes }) => attributes.subject)}::text[],
                ${column(({ sequence }) => sequence)}::bigint[], ${column(({ raw }) => raw.partition)}::int[],
                ${column(({ raw }) => raw.offset)}::bigint[],
                ${column(({ raw }) => JSON.stringify(headerTexts(raw.headers)))}::text[],
                ${column(({ raw }) => dataText(raw))}::text[])
         AS rows (event_id, subject, sequence, partition, kafka_offset, headers, data)
    ON CONFLICT DO NOTHING`;
};

const dataText = ({ value }: RawMessage): string | null => value?.toString('base64') ?? null;
