import type { Tx } from '../../../kit';
import { counted, type FailureCount, FORGOTTEN_AFTER_MS, lockedUntil, uncounted } from './lock-out.rules';
import { type CountKey, findCount, lockCount, removeCount, removeForgotten, saveCount } from './lock-out.store';

/** One that was counted before it is looked at. */
export type Attempt = readonly {
  readonly key: CountKey;
  readonly before: FailureCount | undefined;
  readonly at: Date;
}[];

const countsOf = async (tx: Tx, keys: readonly CountKey[]) => {
  const found: { readonly key: CountKey; readonly before: FailureCount | undefined }[] = [];
  // In the order of the caller, the same for all: two never wait for each other.
  for (const key of keys) {
    await lockCount(tx.db, key);
    found.push({ key, before: await findCount(tx.db, key) });
  }
  return found;
};

const secondsUntil = (until: Date, now: Date): number => Math.ceil((until.getTime() - now.getTime()) / 1_000);

/** How long nothing is looked at; undefined when it may be. */
const secondsLocked = (
  found: readonly { readonly key: CountKey; readonly before: FailureCount | undefined }[],
  now: Date,
): number | undefined => {
  const ends = found.flatMap(({ key, before }) => lockedUntil(key.counted, before, now) ?? []);
  return ends.length === 0 ? undefined : Math.max(...ends.map((until) => secondsUntil(until, now)));
};

/**
 * Counts an attempt as wrong, before anything is looked at: many at once are as many as one after the other. What was not
 * wrong is taken back by `takeBack`, in a later transaction. @returns how long to wait, when it may not be looked at
 */
export const beginAttempt = async (
  tx: Tx,
  keys: readonly CountKey[],
): Promise<Attempt | { retryAfterSeconds: number }> => {
  const found = await countsOf(tx, keys);
  const retryAfterSeconds = secondsLocked(found, tx.now);
  if (retryAfterSeconds !== undefined) return { retryAfterSeconds };
  for (const { key, before } of found) await saveCount(tx.db, key, counted(key.counted, before, tx.now));
  await removeForgotten(tx.db, new Date(tx.now.getTime() - FORGOTTEN_AFTER_MS));
  return found.map((one) => ({ ...one, at: tx.now }));
};

/** It was not wrong, or not wholly looked at. */
export const takeBack = async (tx: Tx, attempt: Attempt): Promise<void> => {
  for (const { key, before, at } of attempt) {
    await lockCount(tx.db, key);
    const count = await findCount(tx.db, key);
    if (count === undefined) continue;
    const left = uncounted(count, { at, before });
    if (left.failures === 0) await removeCount(tx.db, key);
    else await saveCount(tx.db, key, left);
  }
};

/** It was right: what was wrong before, of the same account, is forgotten. Of an address it is not: an own account is no key to others. */
export const forgive = async (tx: Tx, attempt: Attempt): Promise<void> => {
  await takeBack(tx, attempt);
  for (const { key } of attempt) if (key.counted === 'account') await removeCount(tx.db, key);
};
