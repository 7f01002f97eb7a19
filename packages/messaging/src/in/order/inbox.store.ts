import type { EventAttributes } from '@ansinh/contracts/wire/envelope';
import type { TransactionClient } from '@ansinh/database';

/** What an arrival finds in the database. */
export type Arrival = {
  /** The events that were not processed before. */
  readonly taken: ReadonlySet<string>;
  /** How far each aggregate is of which something was handled. */
  readonly heads: ReadonlyMap<string, number>;
  /** Messages of the topic are held: one of them may be next now. */
  readonly isAnyHeld: boolean;
};

type ArrivalRow = { taken: string[] | null; subjects: string[] | null; sequences: bigint[] | null; held: boolean };

/**
 * Marks events as processed inside the caller's transaction and names those that are new. A second delivery that runs at
 * the same moment waits here for the first to commit (then it is nothing new) or to roll back (then it is its turn).
 */
export const takeNew = async (
  db: TransactionClient,
  topic: string,
  events: readonly EventAttributes[],
): Promise<ReadonlySet<string>> => {
  const ids = events.map((event) => event.id);
  const rows = await db.$queryRaw<{ event_id: string }[]>`
    INSERT INTO platform.inbox (event_id, topic)
    SELECT event_id, ${topic} FROM unnest(${ids}::uuid[]) AS rows (event_id)
    ON CONFLICT DO NOTHING RETURNING event_id::text`;
  return new Set(rows.map((row) => row.event_id));
};

/** The same, and what else has to be known to place the events in their order: one statement for the way of every message. */
export const takeArrived = async (
  db: TransactionClient,
  topic: string,
  { ids, subjects }: { readonly ids: readonly string[]; readonly subjects: readonly string[] },
): Promise<Arrival> => {
  const [row] = await db.$queryRaw<ArrivalRow[]>`
    WITH taken AS (
      INSERT INTO platform.inbox (event_id, topic) SELECT event_id, ${topic} FROM unnest(${ids}::uuid[]) AS rows (event_id)
      ON CONFLICT DO NOTHING RETURNING event_id)
    SELECT (SELECT array_agg(event_id::text) FROM taken) AS taken, heads.subjects, heads.sequences,
           EXISTS (SELECT FROM platform.held_messages WHERE topic = ${topic}) AS held
    FROM (SELECT array_agg(subject) AS subjects, array_agg(sequence) AS sequences
          FROM platform.aggregate_heads WHERE topic = ${topic} AND subject = ANY(${subjects}::text[])) AS heads`;
  return {
    taken: new Set(row?.taken),
    heads: new Map(row?.subjects?.map((subject, index) => [subject, Number(row.sequences?.[index] ?? 0)])),
    isAnyHeld: row?.held === true,
  };
};

/** A held event that becomes a dead letter may be replayed: it takes effect then, so it must not count as processed. */
export const forgetTaken = async (db: TransactionClient, eventId: string): Promise<void> => {
  await db.$executeRaw`DELETE FROM platform.inbox WHERE event_id = ${eventId}::uuid`;
};
