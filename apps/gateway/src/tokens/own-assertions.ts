import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { z } from 'zod';
import type { KeySets } from '../clients/key-sets/key-sets';
import type { AssertionCheck } from '../clients/rotations/rotation.commands';
import type { Db } from '../kit';
import { keysOfProof, kidIn } from './client-proofs';
import { takeAssertion } from './own-assertion.store';
import { livesTooLong } from './token-claims.rules';

const Claims = z.object({ jti: z.string().min(1).max(200), exp: z.number(), iat: z.number() });

type Parts = { readonly db: Db; readonly keySets: KeySets; readonly publicUrl: string };

/** A client assertion, of the same form as for a token, at another door: once, and for five minutes at most. */
export const ownAssertions =
  ({ db, keySets, publicUrl }: Parts): AssertionCheck =>
  async ({ clientId }, proof, assertion) => {
    const keys = await keysOfProof(proof, keySets, kidIn(assertion));
    const set = createLocalJWKSet({ keys: [...keys] } as JSONWebKeySet);
    const verified = await jwtVerify(assertion, set, {
      issuer: clientId,
      subject: clientId,
      audience: [publicUrl, `${publicUrl}/oauth/token`],
      algorithms: ['ES256', 'PS256', 'RS256'],
    }).catch(() => undefined);
    const claims = Claims.safeParse(verified?.payload);
    if (!claims.success || livesTooLong(claims.data, Date.now() / 1_000)) return false;
    const { jti: id, exp } = claims.data;
    return takeAssertion(db, { clientId, id, expiresAt: new Date(exp * 1_000) });
  };
