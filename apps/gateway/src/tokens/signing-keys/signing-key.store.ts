import { newId } from '@ansinh/database';
import { exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import type { SigningJwk } from '../../config';
import type { Prisma } from '../../generated/prisma/client';
import type { TimedKey } from './signing-key.rules';

type Db = Pick<Prisma.TransactionClient, 'tokenKey' | '$executeRaw'>;

const StoredKey = z.looseObject({
  kty: z.enum(['EC', 'RSA']),
  kid: z.string(),
  alg: z.enum(['ES256', 'RS256']),
  d: z.string(),
});

const newKey = async (): Promise<SigningJwk> => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return StoredKey.parse({ ...jwk, kid: newId(), alg: 'ES256', use: 'sig' });
};

export const listTokenKeys = async (db: Db): Promise<TimedKey<SigningJwk>[]> => {
  const rows = await db.tokenKey.findMany({ orderBy: { signsFrom: 'asc' } });
  return rows.map(({ jwk, kid, signsFrom }) => ({ jwk: StoredKey.parse(jwk), kid, signsFrom, isOfSettings: false }));
};

/**
 * Those of the settings alone, where they have any: what a copied database holds signs nothing there.
 */
export const listKeys = async (
  db: Db,
  ofSettings: readonly TimedKey<SigningJwk>[],
): Promise<readonly TimedKey<SigningJwk>[]> => (ofSettings.length > 0 ? ofSettings : listTokenKeys(db));

/** Nobody else makes one until the end of the transaction: replicas that start together sign with the same key. */
export const lockTokenKeys = async (db: Db): Promise<void> => {
  await db.$executeRaw`LOCK TABLE token_keys IN EXCLUSIVE MODE`;
};

/** Makes a key, which signs from a moment on. */
export const insertTokenKey = async (
  db: Db,
  { createdAt, signsFrom }: { readonly createdAt: Date; readonly signsFrom: Date },
): Promise<TimedKey<SigningJwk>> => {
  const jwk = await newKey();
  const { kid } = jwk;
  await db.tokenKey.create({ data: { kid, jwk: JSON.parse(JSON.stringify(jwk)), createdAt, signsFrom } });
  return { jwk, kid, signsFrom, isOfSettings: false };
};
