import { reject } from '@ansinh/contracts/catalogue/problems';
import type { RollSigningKey, SigningKeyRolled } from '@ansinh/contracts/gateway/signing-keys.api';
import type { SigningJwk } from '../../config';
import type { Tx } from '../../kit';
import { PUBLISHED_AHEAD_MINUTES, publishedKeys, signsFromOf, type TimedKey } from './signing-key.rules';
import { insertTokenKey, listTokenKeys, lockTokenKeys } from './signing-key.store';

const BEFORE_ALL = new Date(0);

/** The first key of an installation that has none in its settings; it signs at once, since nobody has another one. */
export const addFirstKey = async (tx: Tx): Promise<void> => {
  await lockTokenKeys(tx.db);
  if ((await listTokenKeys(tx.db)).length > 0) return;
  const { kid } = await insertTokenKey(tx.db, { createdAt: BEFORE_ALL, signsFrom: BEFORE_ALL });
  tx.audit({ action: 'signing-key.make', target: `signing-key:${kid}` });
};

/**
 * Begins a roll-over: a new key is published now and signs later; the one of now stays published until the last token that
 * it has signed has ended.
 * @throws signing-key.of-settings, signing-key.rolls-over
 */
export const rollSigningKey = async (
  tx: Tx,
  { reason }: RollSigningKey,
  ofSettings: readonly TimedKey<SigningJwk>[],
): Promise<SigningKeyRolled> => {
  if (ofSettings.length > 0) throw reject('signing-key.of-settings');
  await lockTokenKeys(tx.db);
  const known = publishedKeys(await listTokenKeys(tx.db), tx.now);
  if (known.some(({ status }) => status === 'next')) throw reject('signing-key.rolls-over');
  const { kid, signsFrom } = await insertTokenKey(tx.db, { createdAt: tx.now, signsFrom: signsFromOf(tx.now) });
  tx.audit({
    action: 'signing-key.roll-over',
    target: `signing-key:${kid}`,
    reason,
    outcome: `signs after ${PUBLISHED_AHEAD_MINUTES} minutes`,
    // Whoever agrees on it has another key in mind where a roll-over has come between.
    before: { signs: known.find(({ status }) => status === 'signs')?.key.kid },
  });
  return { kid, signsFrom: signsFrom.toISOString(), publishedAheadMinutes: PUBLISHED_AHEAD_MINUTES };
};
