import { forgetKeys, listKnownKeys, rememberKeys, type TransactionClient } from '@ansinh/database';
import { type HeldKeys, stillNeeded } from './field-key.rules';

export type SaidKeys = {
  /** Of the ring, the newest first. */
  readonly ids: readonly [newest: string, ...older: string[]];
  /** Those of which somebody has said that they are lost. */
  readonly lost: readonly string[];
};

/**
 * A key that was in the ring before and is left out of it now: what it holds could not be opened any more, so that it is
 * counted, and the start refused while there is any. Asked for in that case alone, because whole tables are read.
 * @returns the keys that are said to be lost and were there before
 * @throws Error that names the key and what needs it
 */
export const requireKnownKeys = async (
  db: TransactionClient,
  { ids, lost }: SaidKeys,
  count: () => Promise<readonly HeldKeys[]>,
  now: Date,
): Promise<readonly string[]> => {
  const absent = (await listKnownKeys(db)).map(({ id }) => id).filter((id) => !ids.includes(id));
  const missing = absent.filter((id) => !lost.includes(id));
  if (missing.length > 0) {
    const needed = stillNeeded(missing, await count());
    if (needed.length > 0)
      throw new Error(
        `FIELD_KEYS is without ${needed.join(' and ')}: put it back, or say FIELD_KEYS_LOST if nobody has it any more`,
      );
    await forgetKeys(db, missing);
  }
  await rememberKeys(db, ids, now);
  return absent.filter((id) => lost.includes(id));
};
