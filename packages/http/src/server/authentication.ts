import { createHash } from 'node:crypto';
import { Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import { Permission, type Principal, TenantKind } from '@ansinh/contracts/wire/permissions';
import { CLOCK_TOLERANCE_SECONDS, LONGEST_TOKEN_SECONDS } from '@ansinh/contracts/wire/tokens';
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

/** The audience of every access token of the platform. */
export const API_AUDIENCE = 'https://api.ansinh.vn';

const Claims = z.object({
  sub: z.string().min(1),
  /** RFC 9068 lets it out of a token that allows nothing: whoever has such a one is known, and may do nothing. */
  scope: z.string().default(''),
  tenant_kind: TenantKind,
  tenant: z.string().min(1),
  iat: z.number(),
  exp: z.number(),
  /** Of a person who signed in; a machine's token has none of the three. */
  person: z.string().min(1).optional(),
  sid: z.string().min(1).optional(),
  acr: z.string().optional(),
});
type Claims = z.infer<typeof Claims>;

/** The `acr` of a session that began with two factors. */
export const TWO_FACTORS = 'urn:ansinh:two-factors';

/** @throws Rejection auth.token-invalid for a person without a session: it could not be ended */
const signedInOf = ({ person, sid, acr }: Claims): Pick<Principal, 'person'> => {
  if (person === undefined) return {};
  if (sid === undefined) throw reject('auth.token-invalid');
  return { person: { key: person, session: sid, factors: acr === TWO_FACTORS ? 2 : 1 } };
};

export type TokenVerifier = (authorization: string | undefined) => Promise<Principal>;

/** What may be ended before its time: a token of this subject, of this session, issued then. */
export type IssuedToken = {
  readonly subject: string;
  /** Of a person who signed in. */
  readonly session: string | undefined;
  readonly issuedAtMs: number;
};

export type VerifierOptions = {
  readonly issuer: string;
  /** Where the issuer's keys are; or the key itself, in tests. */
  readonly keys: URL | JWTVerifyGetKey;
  /** Asked for every request, and of a token that is known already too; none is revoked when left out. */
  readonly isRevoked?: (token: IssuedToken) => boolean;
};

type Cached = { readonly principal: Principal; readonly issued: IssuedToken; readonly expiresAtMs: number };
const CACHE_MAX = 10_000;
const TOKEN_LENGTHS = { min: 20, max: 20_000 };

const principalOf = (payload: JWTPayload): Cached => {
  const claims = Claims.safeParse(payload);
  if (!claims.success) throw reject('auth.token-invalid');
  const { sub, scope, tenant_kind: kind, tenant: code, iat, exp } = claims.data;
  const permissions = scope.split(' ').filter((name): name is Permission => Permission.safeParse(name).success);
  // A revocation is forgotten when the last token has ended: one that lives longer would be good again.
  if (exp - iat > LONGEST_TOKEN_SECONDS) throw reject('auth.token-invalid');
  const signedIn = signedInOf(claims.data);
  return {
    principal: { subject: sub, tenant: { kind, code }, permissions: new Set(permissions), ...signedIn },
    issued: { subject: sub, session: signedIn.person?.session, issuedAtMs: iat * 1000 },
    expiresAtMs: exp * 1000,
  };
};

/**
 * Verifies `Authorization: Bearer <RFC 9068 access token>`. A token is verified once and remembered by its hash until
 * it expires: the signature check would otherwise cost more than many of the requests.
 */
export const createTokenVerifier = ({ issuer, keys, isRevoked = () => false }: VerifierOptions): TokenVerifier => {
  const cache = new LRUCache<string, Cached>({ max: CACHE_MAX });
  const getKey =
    keys instanceof URL ? createRemoteJWKSet(keys, { cooldownDuration: 1_000, timeoutDuration: 3_000 }) : keys;

  // When the keys cannot be fetched the caller's token may be good: that is our trouble, not a 401.
  const keyFor: JWTVerifyGetKey = async (header, token) => {
    try {
      return await getKey(header, token);
    } catch (error) {
      if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) throw error;
      throw reject('service.unavailable');
    }
  };

  const verify = async (token: string): Promise<Cached> => {
    try {
      const { payload } = await jwtVerify(token, keyFor, {
        issuer,
        audience: API_AUDIENCE,
        typ: 'at+jwt',
        algorithms: ['RS256', 'PS256', 'ES256'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      return principalOf(payload);
    } catch (error) {
      throw error instanceof Rejection ? error : reject('auth.token-invalid');
    }
  };

  /** @throws Rejection auth.token-revoked */
  const unrevoked = ({ principal, issued }: Cached): Principal => {
    if (isRevoked(issued)) throw reject('auth.token-revoked');
    return principal;
  };

  return async (authorization) => {
    const [, token = ''] = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(authorization ?? '') ?? [];
    if (token.length < TOKEN_LENGTHS.min || token.length > TOKEN_LENGTHS.max) throw reject('auth.token-invalid');
    const hash = createHash('sha256').update(token).digest('base64url');
    const known = cache.get(hash);
    if (known !== undefined && known.expiresAtMs > Date.now()) return unrevoked(known);
    const verified = await verify(token);
    cache.set(hash, verified);
    return unrevoked(verified);
  };
};

/** @throws Rejection auth.forbidden when the token lacks the permission */
export const requirePermission = (principal: Principal, permission: Permission): void => {
  if (!principal.permissions.has(permission)) throw reject('auth.forbidden', { permission });
};
