import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { z } from 'zod';
import type { KeySets } from '../clients/key-sets/key-sets';
import { type AssertionCheck, ROTATIONS_PATH } from '../clients/rotations/rotation.commands';
import type { Db } from '../kit';
import { keysOfProof, kidIn } from './client-proofs';
import { takeAssertion } from './own-assertion.store';
import { livesTooLong } from './token-claims.rules';

const Claims = z.object({ jti: z.string().min(1).max(200), exp: z.number(), iat: z.number() });

type Parts = { readonly db: Db; readonly keySets: KeySets; readonly publicUrl: string };

/**
 * A client assertion at another door than that of the tokens: once, for five minutes at most, and for this door alone, so
 * that whoever heard one that was sent for a token changes no key by it.
 */
export const ownAssertions =
  ({ db, keySets, publicUrl }: Parts): AssertionCheck =>
  async ({ clientId }, proof, assertion) => {
    const keys = await keysOfProof(proof, keySets, kidIn(assertion));
    const set = createLocalJWKSet({ keys: [...keys] } as JSONWebKeySet);
    const verified = await jwtVerify(assertion, set, {
      issuer: clientId,
      subject: clientId,
      audience: `${publicUrl}${ROTATIONS_PATH}`,
      algorithms: ['ES256', 'PS256', 'RS256'],
    }).catch(() => undefined);
    const claims = Claims.safeParse(verified?.payload);
    if (!claims.success || livesTooLong(claims.data, Date.now() / 1_000)) return false;
    const { jti: id, exp } = claims.data;
    return takeAssertion(db, { clientId, id, expiresAt: new Date(exp * 1_000) });
  };
