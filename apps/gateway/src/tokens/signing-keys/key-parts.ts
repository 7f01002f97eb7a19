import { type CryptoKey, importJWK, type JWK } from 'jose';
import { publicKeyFault } from '../../clients/public-key.rules';
import type { SigningJwk } from '../../config';
import type { TimedKey } from './signing-key.rules';

const PRIVATE_MEMBERS = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi']);

export const publicJwk = (key: SigningJwk): JWK =>
  Object.fromEntries(Object.entries(key).filter(([name]) => !PRIVATE_MEMBERS.has(name))) as JWK;

/** What is wrong with a key stops the start. Its text names the key by its id alone: the rest is secret. */
export const requireSigningKeys = (keys: readonly SigningJwk[]): void => {
  for (const key of keys) {
    const fault = publicKeyFault({ ...publicJwk(key) });
    if (fault !== undefined) throw new Error(`The setting SIGNING_KEYS is not usable: key ${key.kid}: ${fault}.`);
  }
};

export type Signer = { readonly alg: string; readonly kid: string; readonly key: CryptoKey | Uint8Array };

/** The first key signs; the others are published only. */
export const signerOf = async (keys: readonly SigningJwk[]): Promise<Signer> => {
  const [first] = keys;
  if (first === undefined) throw new Error('There is no signing key.');
  return { alg: first.alg, kid: first.kid, key: await importJWK(first, first.alg) };
};

const BEFORE_ALL = new Date(0);

/**
 * The keys of SIGNING_KEYS. The first one signs; one with a moment `signsFrom` signs from then on, so that a roll-over is
 * written down ahead and needs no second start.
 */
export const keysOfSettings = (keys: readonly SigningJwk[]): readonly TimedKey<SigningJwk>[] =>
  keys.map(({ signsFrom, ...jwk }) => ({
    jwk,
    kid: jwk.kid,
    signsFrom: signsFrom === undefined ? BEFORE_ALL : new Date(signsFrom),
    isOfSettings: true,
  }));
