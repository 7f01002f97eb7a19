import { randomUUID } from 'node:crypto';
import type { Permission, Tenant } from '@ansinh/contracts/wire/permissions';
import { API_AUDIENCE, TWO_FACTORS } from '@ansinh/http';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JSONWebKeySet, type JWTVerifyGetKey, SignJWT } from 'jose';

export type TokenClaims = {
  readonly tenant: Tenant;
  readonly permissions: readonly Permission[];
  /** The client id. `test-client` when left out. */
  readonly subject?: string;
  /** Seconds until it ends; negative for a token that has ended. 5 minutes when left out. */
  readonly expiresInS?: number;
  /** Other claims, or other values of the standard ones, for tests of what is refused. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** The `typ` header. `at+jwt` (RFC 9068) when left out. */
  readonly type?: string;
};

/** The claims of a person who has signed in with two factors. */
export const signedIn = (person: string): Readonly<Record<string, unknown>> => ({
  person: `person-${person}`,
  sid: `session-${person}`,
  acr: TWO_FACTORS,
});

/** Signs access tokens as the gateway does, with a key that exists for one test run only. */
export type TestIssuer = {
  readonly issuer: string;
  /** What the issuer would publish at its JWKS address. */
  readonly jwks: JSONWebKeySet;
  /** For `createTokenVerifier({ issuer, keys })`, in place of that address. */
  readonly keys: JWTVerifyGetKey;
  /** The value of the Authorization header. */
  tokenFor(claims: TokenClaims): Promise<string>;
};

export const createTestIssuer = async (issuer = 'http://127.0.0.1:8080'): Promise<TestIssuer> => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const kid = randomUUID();
  const jwks: JSONWebKeySet = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }] };
  return {
    issuer,
    jwks,
    keys: createLocalJWKSet(jwks),
    async tokenFor({ tenant, permissions, subject = 'test-client', expiresInS = 300, claims = {}, type = 'at+jwt' }) {
      const issuedAt = Math.floor(Date.now() / 1000);
      const token = await new SignJWT({
        iss: issuer,
        aud: API_AUDIENCE,
        sub: subject,
        client_id: subject,
        scope: permissions.join(' '),
        tenant_kind: tenant.kind,
        tenant: tenant.code,
        jti: randomUUID(),
        iat: issuedAt,
        exp: issuedAt + expiresInS,
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', kid, typ: type })
        .sign(privateKey);
      return `Bearer ${token}`;
    },
  };
};
