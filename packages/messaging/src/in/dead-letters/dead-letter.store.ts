import type { DeadLetterFilter } from '@ansinh/contracts/operations/api';
import type { TransactionClient } from '@ansinh/database';
import type { RawMessage } from '../messages/received';

export type LetterState = 'open' | 'replayed' | 'discarded';

/** A dead letter as it is stored. */
export type Letter = {
  readonly id: string;
  readonly state: LetterState;
  readonly topic: string;
  readonly partition: number;
  readonly kafka_offset: string;
  readonly headers: Record<string, string>;
  readonly data: Uint8Array | null;
};

export type NewLetter = {
  readonly id: string;
  readonly raw: RawMessage;
  readonly headers: Readonly<Record<string, string>>;
  readonly eventId: string | undefined;
  readonly type: string | undefined;
  readonly cause: string;
  readonly detail: string;
  readonly attempts: number;
};

/**
 * False when this message is kept already: the same event or bytes at the same place. Another one may stand at a place
 * that was taken before, when Kafka was made anew.
 */
export const insertLetter = async (db: TransactionClient, letter: NewLetter): Promise<boolean> => {
  const { raw } = letter;
  const kept = await db.$executeRaw`
    INSERT INTO platform.dead_letters (id, topic, partition, kafka_offset, event_id, type, headers, data, cause, detail, attempts)
    VALUES (${letter.id}::uuid, ${raw.topic}, ${raw.partition}, ${raw.offset}::bigint, ${letter.eventId ?? null}::uuid, ${letter.type ?? null},
            ${JSON.stringify(letter.headers)}::jsonb, ${raw.value}, ${letter.cause}, ${letter.detail}, ${letter.attempts})
    ON CONFLICT DO NOTHING`;
  return kept > 0;
};

export const findLetter = async (db: TransactionClient, id: string): Promise<Letter | undefined> => {
  const [letter] = await db.$queryRaw<Letter[]>`
    SELECT id::text, state, topic, partition, kafka_offset::text, headers, data
    FROM platform.dead_letters WHERE id = ${id}::uuid`;
  return letter;
};

/** The state of a letter, whose row is locked from now on; undefined when there is none. */
export const lockLetter = async (db: TransactionClient, id: string): Promise<LetterState | undefined> => {
  const [row] = await db.$queryRaw<{ state: LetterState }[]>`
    SELECT state FROM platform.dead_letters WHERE id = ${id}::uuid FOR UPDATE`;
  return row?.state;
};

export const closeLetter = async (
  db: TransactionClient,
  id: string,
  state: Exclude<LetterState, 'open'>,
): Promise<void> => {
  await db.$executeRaw`
    UPDATE platform.dead_letters SET state = ${state}, closed_at = clock_timestamp() WHERE id = ${id}::uuid`;
};

/** A replay failed: why, and one attempt more. */
export const noteFailure = async (
  db: TransactionClient,
  id: string,
  { cause, detail }: { readonly cause: string; readonly detail: string },
): Promise<void> => {
  await db.$executeRaw`
    UPDATE platform.dead_letters SET cause = ${cause}, detail = ${detail}, attempts = attempts + 1
    WHERE id = ${id}::uuid`;
};

/** An open letter of the same aggregate that lay before this one in its topic. */
export const findOlderOpen = async (
  db: TransactionClient,
  { topic, kafka_offset: offset }: Letter,
  subject: string,
): Promise<string | undefined> => {
  const [older] = await db.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM platform.dead_letters
    WHERE state = 'open' AND topic = ${topic} AND left(headers ->> 'ce_subject', 100) = left(${subject}, 100)
      AND kafka_offset < ${offset}::bigint
    ORDER BY kafka_offset LIMIT 1`;
  return older?.id;
};

/** How many open letters a filter names, and the last of them. */
export const countOpen = async (
  db: TransactionClient,
  { cause, type, topic, since }: DeadLetterFilter,
): Promise<{ readonly matched: number; readonly last: string | null }> => {
  const [row] = await db.$queryRaw<{ matched: number; last: string | null }[]>`
    SELECT count(*)::int AS matched, max(id::text COLLATE "C") AS last FROM platform.dead_letters
    WHERE state = 'open'
      AND (${cause ?? null}::text IS NULL OR cause = ${cause ?? null})
      AND (${type ?? null}::text IS NULL OR type = ${type ?? null})
      AND (${topic ?? null}::text IS NULL OR topic = ${topic ?? null})
      AND (${since ?? null}::timestamptz IS NULL OR died_at >= ${since ?? null}::timestamptz)`;
  return row ?? { matched: 0, last: null };
};

export type OpenPage = {
  readonly filter: DeadLetterFilter;
  readonly after: string;
  readonly last: string;
  readonly size: number;
};

/** Ids are UUIDv7: their order is the order of dying. Letters that die during the round are not part of it. */
export const listOpen = async (
  db: TransactionClient,
  { filter: { cause, type, topic, since }, after, last, size }: OpenPage,
): Promise<readonly string[]> => {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM platform.dead_letters
    WHERE state = 'open' AND id > ${after}::uuid AND id <= ${last}::uuid
      AND (${cause ?? null}::text IS NULL OR cause = ${cause ?? null})
      AND (${type ?? null}::text IS NULL OR type = ${type ?? null})
      AND (${topic ?? null}::text IS NULL OR topic = ${topic ?? null})
      AND (${since ?? null}::timestamptz IS NULL OR died_at >= ${since ?? null}::timestamptz)
    ORDER BY dead_letters.id LIMIT ${size}`;
  return rows.map(({ id }) => id);
};
