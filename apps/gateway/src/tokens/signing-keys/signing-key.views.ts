import type { SigningKeyList } from '@ansinh/contracts/gateway/signing-keys.api';
import type { SigningJwk } from '../../config';
import type { Tx } from '../../kit';
import { publishedKeys, type TimedKey } from './signing-key.rules';
import { listKeys } from './signing-key.store';

/** What is published, the one that signs first. */
export const listSigningKeys = async (
  tx: Tx,
  ofSettings: readonly TimedKey<SigningJwk>[],
): Promise<SigningKeyList> => ({
  items: publishedKeys(await listKeys(tx.db, ofSettings), tx.now).map(({ key, status, publishedUntil }) => ({
    kid: key.kid,
    alg: key.jwk.alg,
    status,
    signsFrom: key.signsFrom.toISOString(),
    publishedUntil: publishedUntil?.toISOString() ?? null,
    isOfSettings: key.isOfSettings,
  })),
});
