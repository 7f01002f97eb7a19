import { type CryptoKey, importJWK, type JWK } from 'jose';
import { publicKeyFault } from '../clients/public-key.rules';
import type { SigningJwk } from '../config';

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

/** The first key signs; the others are published only, for tokens that an earlier first key has signed. */
export const signerOf = async (keys: readonly SigningJwk[]): Promise<Signer> => {
  const [first] = keys;
  if (first === undefined) throw new Error('There is no signing key.');
  return { alg: first.alg, kid: first.kid, key: await importJWK(first, first.alg) };
};
