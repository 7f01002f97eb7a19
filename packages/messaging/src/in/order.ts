import type { TransactionClient } from '@ansinh/database';
import { headerTexts } from '../wire';
import { type Placed, place } from './order.rules';
import type { RawMessage, Received } from './received';

/** Another transaction moved the head of an aggregate meanwhile: the same work may be done again at once. */
export class OrderConflict extends Error {
  override readonly name = 'OrderConflict';
}

export type Ordered<Item> = Placed<Item> & {
  /** Messages of the topic are held: one of them may be next now. */
  readonly isAnyHeld: boolean;
};

type Item = Exclude<Received, { kind: 'unreadable' }>;
type Row = {
  taken: string[] | null;
  subjects: string[] | null;
  sequences: bigint[] | null;
  held: boolean;
};

/**
 * Marks the events among the messages as processed, finds where each stands among those of its aggregate, moves the
 * heads and stores what came too early, in the caller's transaction. The heads stay locked until its end.
 * @throws OrderConflict
 */
export const takeInOrder = async (
  db: TransactionClient,
  topic: string,
  items: readonly Item[],
): Promise<Ordered<Item>> => {
  const ids = items.filter(({ kind }) => kind === 'event').map(({ attributes }) => attributes.id);
  const subjects = [
    ...new Set(items.filter(({ sequence }) => sequence !== undefined).map(({ attributes }) => attributes.subject)),
  ];
  const [row] = await db.$queryRaw<Row[]>`
    WITH taken AS (
      INSERT INTO platform.inbox (event_id, topic) SELECT event_id, ${topic} FROM unnest(${ids}::uuid[]) AS rows (event_id)
      ON CONFLICT DO NOTHING RETURNING event_id)
    SELECT (SELECT array_agg(event_id::text) FROM taken) AS taken, heads.subjects, heads.sequences,
           EXISTS (SELECT FROM platform.held_messages WHERE topic = ${topic}) AS held
    FROM (SELECT array_agg(subject) AS subjects, array_agg(sequence) AS sequences
          FROM platform.aggregate_heads WHERE topic = ${topic} AND subject = ANY(${subjects}::text[])) AS heads`;
  const known = new Map(row?.subjects?.map((subject, index) => [subject, Number(row.sequences?.[index] ?? 0)]));
  const placed = place(markNew(items, new Set(row?.taken)), known);
  const early = placed.early.map(({ item }) => item);
  await hold(db, topic, early);
  await moveHeads(db, topic, placed.heads);
  const itemsOf = (list: readonly { item: Item }[]): Item[] => list.map(({ item }) => item);
  return {
    due: itemsOf(placed.due),
    late: itemsOf(placed.late),
    early,
    heads: placed.heads,
    isAnyHeld: row?.held === true,
  };
};

/** Each id is new once, also when it comes twice in one batch. Ignored messages are known by their number alone. */
const markNew = (items: readonly Item[], taken: Set<string>) =>
  items.map((item) => ({
    item,
    subject: item.attributes.subject,
    sequence: item.sequence,
    isNew: item.kind === 'ignored' || taken.delete(item.attributes.id),
  }));

/** @throws OrderConflict when a head is not where the caller had read it */
export const moveHeads = async (db: TransactionClient, topic: string, heads: Placed<Item>['heads']): Promise<void> => {
  if (heads.size === 0) return;
  const rows = [...heads].sort(([one], [other]) => (one < other ? -1 : 1));
  const moved = await db.$executeRaw`
    INSERT INTO platform.aggregate_heads (topic, subject, sequence, previous)
    SELECT ${topic}, subject, sequence, previous
    FROM unnest(${rows.map(([subject]) => subject)}::text[], ${rows.map(([, { to }]) => to)}::bigint[],
                ${rows.map(([, { from }]) => from)}::bigint[]) AS rows (subject, sequence, previous)
    ON CONFLICT (topic, subject) DO UPDATE SET sequence = excluded.sequence, previous = excluded.previous
    WHERE aggregate_heads.sequence = excluded.previous`;
  if (moved !== rows.length) throw new OrderConflict('the head of an aggregate was moved by another transaction');
};

/** How far an aggregate is; 0 when nothing of it was handled yet. */
export const headOf = async (db: TransactionClient, topic: string, subject: string): Promise<number> => {
  const [row] = await db.$queryRaw<{ sequence: bigint }[]>`
    SELECT sequence FROM platform.aggregate_heads WHERE topic = ${topic} AND subject = ${subject}`;
  return Number(row?.sequence ?? 0);
};

const hold = async (db: TransactionClient, topic: string, items: readonly Item[]): Promise<void> => {
  if (items.length === 0) return;
  const column = <Value>(pick: (item: Item) => Value): Value[] => items.map(pick);
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
