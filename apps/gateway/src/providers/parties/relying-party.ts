import {
  createRemoteJWKSet,
  customFetch as customJwksFetch,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  type Configuration,
  customFetch,
  discovery,
} from 'openid-client';
import type { ProviderSettings } from '../settings/provider-settings';
import { type LimitedFetch, ProviderAway } from './limited-fetch';
import { isLogout } from './logout-token.rules';

/** What came of a provider, or by way of a browser as if it did, is not what it must be. */
export class ProviderRefused extends Error {}

/** What a browser is sent away with, and what has to come back. */
export type Errand = {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly challenge: string;
  readonly redirectUri: string;
};
export type Expected = Omit<Errand, 'challenge'>;

export type RelyingParty = {
  readonly issuer: string;
  /** Where the browser goes. @throws ProviderAway */
  readonly begin: (errand: Errand) => Promise<URL>;
  /** The claims of who came back. @throws ProviderAway, ProviderRefused */
  readonly finish: (query: string, expected: Expected) => Promise<JWTPayload>;
  /** The claims of a token that says that a session of the provider is over. @throws ProviderAway, ProviderRefused */
  readonly readLogout: (token: string) => Promise<JWTPayload>;
};

export type PartyParts = {
  readonly settings: ProviderSettings;
  readonly scope: string;
  readonly proof: ClientAuth;
  readonly fetch: Pick<LimitedFetch, 'ask'>;
  readonly nowMs?: () => number;
};

const ALGORITHMS = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA'];
const TIMEOUT_SECONDS = 5;
/** The clocks of two machines differ. */
const CLOCK_SECONDS = 15;
const DISCOVERED_MS = 600_000;
const KEYS_AGAIN_MS = 1_000;

type Known = { readonly configuration: Configuration; readonly keys: JWTVerifyGetKey; readonly readMs: number };

const isAway = (error: unknown): boolean =>
  error instanceof ProviderAway || (error instanceof Error && error.cause !== undefined && isAway(error.cause));

/** Whatever a library says of it, it is one of two things: nobody is there, or it is not good. */
const judged = async <Result>(work: Promise<Result>): Promise<Result> => {
  try {
    return await work;
  } catch (error) {
    if (isAway(error)) throw new ProviderAway('an identity provider does not answer', { cause: error });
    throw new ProviderRefused(error instanceof Error ? error.message : 'it is not good', { cause: error });
  }
};

const must = (isGood: boolean, what: string): void => {
  if (!isGood) throw new ProviderRefused(what);
};

/** Every address that a provider names is as safe as its own. */
const addressOf = (address: string | undefined, issuer: string): URL => {
  const url = URL.parse(address ?? '');
  if (url === null || url.protocol !== new URL(issuer).protocol) throw new ProviderRefused('it names no good address');
  return url;
};

const discover = async ({ settings, proof, fetch, nowMs = Date.now }: PartyParts): Promise<Known> => {
  const { issuer, clientId } = settings;
  const configuration = await discovery(new URL(issuer), clientId, {}, proof, {
    [customFetch]: (url, { body, ...asked }) =>
      fetch.ask(url, { ...asked, body: typeof body === 'string' || body instanceof URLSearchParams ? body : null }),
    timeout: TIMEOUT_SECONDS,
    execute: issuer.startsWith('https:') ? [] : [allowInsecureRequests],
  });
  const server = configuration.serverMetadata();
  must(server.issuer === issuer, 'the provider has another issuer');
  addressOf(server.authorization_endpoint, issuer);
  addressOf(server.token_endpoint, issuer);
  const keys = createRemoteJWKSet(addressOf(server.jwks_uri, issuer), {
    [customJwksFetch]: (url, asked) => fetch.ask(url, asked),
    timeoutDuration: TIMEOUT_SECONDS * 1_000,
    // A key that nobody knows may be a new one.
    cooldownDuration: KEYS_AGAIN_MS,
    cacheMaxAge: DISCOVERED_MS,
  });
  return { configuration, keys, readMs: nowMs() };
};

/** We at one provider: OpenID Connect Core by code, PKCE (S256), state and nonce, and its keys as it publishes them. */
export const relyingParty = (parts: PartyParts): RelyingParty => {
  const { settings, scope, nowMs = Date.now } = parts;
  const { issuer, clientId } = settings;
  let known: Promise<Known> | undefined;
  const current = async (): Promise<Known> => {
    const before = known;
    if (before !== undefined) {
      const found = await before.catch(() => undefined);
      if (found !== undefined && nowMs() - found.readMs < DISCOVERED_MS) return found;
      // Of many who find it too old one asks.
      if (known === before) known = undefined;
    }
    known ??= discover(parts);
    return known;
  };
  const verified = async (token: string, maxTokenAge: string): Promise<JWTPayload> => {
    const { keys } = await current();
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer,
      audience: clientId,
      algorithms: ALGORITHMS,
      requiredClaims: ['iat', 'exp'],
      maxTokenAge,
      clockTolerance: CLOCK_SECONDS,
    });
    must(protectedHeader.crit === undefined, 'it has extensions');
    return payload;
  };
  const finish = async (query: string, expected: Expected): Promise<JWTPayload> => {
    const { configuration } = await current();
    const answer = await authorizationCodeGrant(configuration, new URL(`${expected.redirectUri}${query}`), {
      pkceCodeVerifier: expected.verifier,
      expectedState: expected.state,
      expectedNonce: expected.nonce,
      idTokenExpected: true,
    });
    const claims = await verified(answer.id_token ?? '', '10m');
    must(claims.nonce === expected.nonce, 'another nonce');
    must(claims.azp === undefined || claims.azp === clientId, 'for another party');
    must(typeof claims.sub === 'string' && claims.sub !== '', 'of nobody');
    return claims;
  };
  const readLogout = async (token: string): Promise<JWTPayload> => {
    const claims = await verified(token, '5m');
    must(isLogout(claims), 'it is no logout token');
    return claims;
  };
  return {
    issuer,
    begin: ({ state, nonce, challenge, redirectUri }) =>
      judged(
        current().then(({ configuration }) =>
          buildAuthorizationUrl(configuration, {
            redirect_uri: redirectUri,
            scope,
            state,
            nonce,
            code_challenge: challenge,
            code_challenge_method: 'S256',
          }),
        ),
      ),
    finish: (query, expected) => judged(finish(query, expected)),
    readLogout: (token) => judged(readLogout(token)),
  };
};
