import type { TransactionClient } from './database';

/** A key of sealed values by its name, and since when it seals; null of those that open alone. */
export type KnownKey = { readonly id: string; readonly newestSince: Date | null };

export const listKnownKeys = (db: TransactionClient): Promise<KnownKey[]> =>
  Promise.resolve(db.$queryRaw<KnownKey[]>`
    SELECT id, newest_since AS "newestSince" FROM platform.field_keys ORDER BY id`);

/** Remembers what a process was started with, the newest first. One that was the newest before seals since then. */
export const rememberKeys = async (
  db: TransactionClient,
  ids: readonly [newest: string, ...older: string[]],
  now: Date,
): Promise<void> => {
  const [newest] = ids;
  await db.$executeRaw`
    INSERT INTO platform.field_keys (id) SELECT id FROM unnest(${[...ids]}::text[]) AS id ORDER BY id ON CONFLICT DO NOTHING`;
  await db.$executeRaw`
    UPDATE platform.field_keys SET newest_since = CASE WHEN id = ${newest} THEN ${now}::timestamptz END
    WHERE (newest_since IS NULL) = (id = ${newest})`;
};

/** Keys that hold nothing any more and are in no ring. */
export const forgetKeys = async (db: TransactionClient, ids: readonly string[]): Promise<void> => {
  await db.$executeRaw`DELETE FROM platform.field_keys WHERE id = ANY(${[...ids]}::text[])`;
};
