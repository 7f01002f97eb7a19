import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import type { GatewayConfig, SigningJwk } from '../config';
import type { Db } from '../kit';
import { requireSigningKeys } from './signing-keys';

const PURPOSE = 'access-token';
const StoredKey = z.looseObject({
  kty: z.enum(['EC', 'RSA']),
  kid: z.string(),
  alg: z.enum(['ES256', 'RS256']),
  d: z.string(),
});

const newKey = async (): Promise<SigningJwk> => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return StoredKey.parse({ ...jwk, kid: randomUUID(), alg: 'ES256', use: 'sig' });
};

/**
 * The keys of SIGNING_KEYS, else one that this installation made for itself and keeps in its table. Whoever inserts
 * first wins, so that replicas which start together sign with the same key.
 */
export const loadSigningKeys = async (db: Db, config: GatewayConfig): Promise<readonly SigningJwk[]> => {
  if (config.signingKeys !== undefined) {
    requireSigningKeys(config.signingKeys);
    return config.signingKeys;
  }
  const stored = await db.signingKey.findUnique({ where: { purpose: PURPOSE } });
  if (stored !== null) return [StoredKey.parse(stored.jwk)];
  const jwk = await newKey();
  await db.signingKey.createMany({
    data: [{ purpose: PURPOSE, jwk: JSON.parse(JSON.stringify(jwk)) }],
    skipDuplicates: true,
  });
  const winner = await db.signingKey.findUniqueOrThrow({ where: { purpose: PURPOSE } });
  return [StoredKey.parse(winner.jwk)];
};
