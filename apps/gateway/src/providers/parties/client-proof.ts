import { importJWK } from 'jose';
import { type ClientAuth, ClientSecretBasic, PrivateKeyJwt } from 'openid-client';
import { publicKeyFault } from '../../clients/public-key.rules';
import type { PrivateJwk, ProviderSettings } from '../settings/provider-settings';

const PRIVATE_MEMBERS = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi']);

const publicPart = (key: PrivateJwk) => ({
  ...Object.fromEntries(Object.entries(key).filter(([name]) => !PRIVATE_MEMBERS.has(name))),
  kty: key.kty,
});

/** How we prove to a provider who we are. What is wrong with the key stops the start. */
export const proofOf = async ({ clientSecret, privateKey }: ProviderSettings): Promise<ClientAuth> => {
  if (privateKey === undefined) return ClientSecretBasic(clientSecret);
  const fault = publicKeyFault(publicPart(privateKey));
  if (fault !== undefined) throw new Error(`The private key ${privateKey.kid} of a provider is not usable: ${fault}.`);
  const key = await importJWK(privateKey, privateKey.alg);
  if (key instanceof Uint8Array) throw new Error(`The private key ${privateKey.kid} of a provider is none.`);
  return PrivateKeyJwt({ key, kid: privateKey.kid });
};
