import { decodeProtectedHeader } from 'jose';
import Provider, { type ClientMetadata, type JWKS } from 'oidc-provider';
import type { StoredClient } from '../clients/client.store';
import type { KeySets } from '../clients/key-sets/key-sets';
import { type Proof, validProofs } from '../clients/proof.rules';
import { type SentKey, trustedKeys } from '../clients/public-key.rules';

type ProofMetadata = Pick<ClientMetadata, 'token_endpoint_auth_method' | 'client_secret' | 'jwks'>;

/** Between the hashes of the secrets that are valid at a time. */
export const BETWEEN_HASHES = ' ';

/** What the request that is being answered offers; undefined where it is no assertion. */
const offeredAssertion = (): string | undefined => {
  const offered: unknown = Provider.ctx?.oidc.params?.client_assertion;
  return typeof offered === 'string' ? offered : undefined;
};

export const kidIn = (assertion: string | undefined): string | undefined => {
  try {
    return assertion === undefined ? undefined : decodeProtectedHeader(assertion).kid;
  } catch {
    return undefined;
  }
};

/** The keys of a proof that may be trusted; none of a secret. */
export const keysOfProof = async (
  proof: Proof,
  keySets: KeySets,
  kid: string | undefined,
): Promise<readonly SentKey[]> => {
  if ('jwks' in proof) return trustedKeys(proof.jwks.keys);
  return 'jwksUrl' in proof ? keySets.keysAt(proof.jwksUrl, kid) : [];
};

const bySecret = (hashes: readonly string[]): ProofMetadata => ({
  token_endpoint_auth_method: 'client_secret_basic',
  client_secret: hashes.join(BETWEEN_HASHES),
});

/**
 * How a client may prove itself now, in the way that the request has chosen: while it goes over from a secret to keys, or
 * back, both are good. Undefined for one that has nothing yet, or whose keys are all too weak to be trusted.
 */
export const proofMetadata = async (
  { proofs }: Pick<StoredClient, 'proofs'>,
  keySets: KeySets,
  now: Date,
): Promise<ProofMetadata | undefined> => {
  const valid = validProofs(proofs, now);
  const hashes = valid.flatMap((proof) => ('secretHash' in proof ? [proof.secretHash] : []));
  const assertion = offeredAssertion();
  if (assertion === undefined && hashes.length > 0) return bySecret(hashes);
  const kid = kidIn(assertion);
  const keys = (await Promise.all(valid.map((proof) => keysOfProof(proof, keySets, kid)))).flat();
  if (keys.length > 0) return { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys } as JWKS };
  return hashes.length === 0 ? undefined : bySecret(hashes);
};
