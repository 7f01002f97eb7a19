import { createHash, randomUUID } from 'node:crypto';
import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { API_AUDIENCE, type TokenVerifier } from '@ansinh/http';
import { waitingRoom } from '@ansinh/http/admission';
import { type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import type { ClientFinder, StoredClient } from '../clients/client.store';
import { hashNationalDigest, nationalDigestMatches, newClientSecret } from '../clients/client-secrets';
import type { Signer } from '../tokens/signing-keys/key-parts';
import { scopeOfRole, tenantClaims } from '../tokens/token-claims.rules';

/** Short, because this protocol binds its tokens to nothing but the password that travels beside them. */
export const NATIONAL_TOKEN_SECONDS = 900;
const AUDIENCE = 'urn:ansinh:national-api';

export type NationalTokensParts = {
  readonly issuer: string;
  readonly signer: () => Promise<Signer>;
  readonly keys: JWTVerifyGetKey;
  readonly clients: ClientFinder;
  readonly authenticate: TokenVerifier;
};

export type NationalSession = { readonly accessToken: string; readonly idToken: string; readonly expiresAt: Date };
export type NationalCaller = { readonly principal: Principal; readonly username: string; readonly accessToken: string };
export type NationalCredentials = {
  readonly accessToken: string;
  readonly idToken: string;
  readonly passwordHash: string;
};

export type NationalTokens = {
  /** A session for a user name and the MD5 of its password. Throws `auth.token-invalid`. */
  readonly take: (username: string, passwordDigest: string) => Promise<NationalSession>;
  /** Who sent these three headers. Throws `auth.token-invalid` unless all belong together. */
  readonly requireCaller: (credentials: NationalCredentials) => Promise<NationalCaller>;
};

/** The hash that ties the id token to its access token, as OpenID Connect's `at_hash`. */
const halfHash = (token: string): string =>
  createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url');

const REMEMBERED = 10_000;

const hashOf = (...texts: readonly string[]): string =>
  createHash('sha256').update(texts.join('\n')).digest('base64url');

/**
 * scrypt once for each password, not once for each file: what was right is remembered by its hash, in memory alone. An
 * account that is not there is tried like one that is, against a password that nobody has: how long the refusal takes says
 * nothing of which user names exist.
 */
const passwordCheck = () => {
  const right = new LRUCache<string, true>({ max: REMEMBERED });
  // Each takes a thread of the process for a while: a crowd of wrong passwords leaves some for others.
  const { inTurn } = waitingRoom({ atOnce: 2, waitingMax: 200, waitingBytesMax: 200 });
  const nobodys = hashNationalDigest(newClientSecret());
  return async (client: StoredClient | undefined, offered: string): Promise<boolean> => {
    if (!/^[0-9A-Fa-f]{32}$/.test(offered)) return false;
    const stored = client?.nationalPasswordMd5Hash ?? (await nobodys);
    const key = hashOf(stored, offered.toUpperCase());
    if (right.has(key)) return true;
    if (!(await inTurn(1, () => nationalDigestMatches(stored, offered)))) return false;
    right.set(key, true);
    return true;
  };
};

/** Id tokens that were verified beside their access token, by their hash: a HIS sends the same two with every file. */
const verifiedPairs = () => {
  const users = new LRUCache<string, string>({ max: REMEMBERED });
  return {
    find: (idToken: string, accessToken: string): string | undefined => users.get(hashOf(idToken, accessToken)),
    remember: (idToken: string, accessToken: string, username: string, expires: number): void => {
      const ttl = expires * 1_000 - Date.now();
      // To the library a lifetime of 0 means for ever.
      if (ttl > 0) users.set(hashOf(idToken, accessToken), username, { ttl });
    },
  };
};

const sign = async (parts: NationalTokensParts, client: StoredClient, username: string): Promise<NationalSession> => {
  const { issuer } = parts;
  const signer = await parts.signer();
  const issuedAt = Math.floor(Date.now() / 1_000);
  const expires = issuedAt + NATIONAL_TOKEN_SECONDS;
  const signed = (claims: Readonly<Record<string, string>>, typ: string) =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: signer.alg, kid: signer.kid, typ })
      .setIssuer(issuer)
      .setJti(randomUUID())
      .setIssuedAt(issuedAt)
      .setExpirationTime(expires)
      .sign(signer.key);
  const accessToken = await signed(
    {
      aud: API_AUDIENCE,
      sub: client.clientId,
      client_id: client.clientId,
      scope: scopeOfRole(client.role),
      ...tenantClaims(client.tenant),
    },
    'at+jwt',
  );
  const idToken = await signed({ aud: AUDIENCE, sub: username, at_hash: halfHash(accessToken) }, 'JWT');
  return { accessToken, idToken, expiresAt: new Date(expires * 1_000) };
};

/** Sessions of the national protocol: tokens of our own issuer, so that the services see no difference. */
export const nationalTokens = (parts: NationalTokensParts): NationalTokens => {
  const { issuer, keys, clients, authenticate } = parts;
  const passwordIsRight = passwordCheck();
  const pairs = verifiedPairs();

  const userOf = async (idToken: string, accessToken: string): Promise<string> => {
    const known = pairs.find(idToken, accessToken);
    if (known !== undefined) return known;
    try {
      const options = { issuer, audience: AUDIENCE, typ: 'JWT', requiredClaims: ['exp', 'sub'] };
      const { at_hash: hash, sub = '', exp = 0 } = (await jwtVerify(idToken, keys, options)).payload;
      if (hash === halfHash(accessToken) && sub !== '') {
        pairs.remember(idToken, accessToken, sub, exp);
        return sub;
      }
    } catch {
      // Falls through to the one refusal: which of the three was wrong is nobody's business.
    }
    throw reject('auth.token-invalid');
  };

  const knownClient = async (username: string, digest: string): Promise<StoredClient> => {
    const client = await clients.byNationalUsername(username);
    const isRight = await passwordIsRight(client, digest);
    if (client === undefined || !isRight) throw reject('auth.token-invalid');
    return client;
  };

  return {
    take: async (username, digest) => sign(parts, await knownClient(username, digest), username),
    requireCaller: async ({ accessToken, idToken, passwordHash }) => {
      const principal = await authenticate(`Bearer ${accessToken}`);
      const username = await userOf(idToken, accessToken);
      const client = await knownClient(username, passwordHash);
      if (client.clientId !== principal.subject) throw reject('auth.token-invalid');
      return { principal, username, accessToken };
    },
  };
};
