import { Permission, TenantKind } from '@ansinh/contracts/wire/permissions';
import { isUnavailable } from '@ansinh/database';
import { API_AUDIENCE } from '@ansinh/http';
import type { Logger } from '@ansinh/telemetry';
import type { RequestHandler } from 'express';
import Provider, { type Configuration, errors, type JWKS } from 'oidc-provider';
import type { ClientFinder } from '../clients/client.store';
import { secretMatches } from '../clients/client-secrets';
import type { KeySets } from '../clients/key-sets/key-sets';
import type { GatewayConfig, SigningJwk } from '../config';
import type { Db } from '../kit';
import { BETWEEN_HASHES } from './client-proofs';
import { oauthAdapter } from './oauth.store';
import type { SigningKeys } from './signing-keys/signing-keys';
import { ACCESS_TOKEN_SECONDS, foreignScopes, livesTooLong, tenantClaims } from './token-claims.rules';

type OAuthServerParts = {
  readonly db: Db;
  readonly clients: ClientFinder;
  readonly keySets: KeySets;
  /** Told of each client that was given a token. */
  readonly used: (clientId: string) => void;
  readonly config: GatewayConfig;
  readonly keys: readonly SigningJwk[];
  readonly logger: Logger;
};

export type OAuthDoor = Omit<OAuthServerParts, 'keys'> & { readonly signingKeys: Pick<SigningKeys, 'now'> };

const OFF = { enabled: false } as const;
const numberOf = (claim: unknown): number | undefined => (typeof claim === 'number' ? claim : undefined);

const configurationOf = ({ db, clients, keySets, keys }: OAuthServerParts): Configuration => {
  const [first] = keys;
  if (first === undefined) throw new Error('There is no signing key.');
  return {
    adapter: oauthAdapter(db, { clients, keySets }),
    jwks: { keys: keys.map((key) => ({ ...key, use: 'sig' })) } as JWKS,
    routes: { token: '/oauth/token', jwks: '/jwks' },
    scopes: [...Permission.options],
    // No person signs in yet, so nothing but the machine's own grant is advertised or accepted.
    responseTypes: [],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    clientDefaults: {
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      // The library's default is RS256, which an ES256 key cannot fulfil.
      id_token_signed_response_alg: first.alg,
    },
    enabledJWA: {
      idTokenSigningAlgValues: [first.alg],
      clientAuthSigningAlgValues: ['ES256', 'PS256', 'RS256'],
    },
    assertJwtClientAuthClaimsAndHeader: async (_context, { exp, iat }) => {
      if (livesTooLong({ exp: numberOf(exp), iat: numberOf(iat) }, Date.now() / 1_000))
        throw new errors.InvalidClientAuth('the client assertion lives longer than five minutes');
    },
    extraClientMetadata: { properties: ['tenant_kind', 'tenant'] },
    ttl: { ClientCredentials: ACCESS_TOKEN_SECONDS },
    extraTokenClaims: (_context, token) => {
      const metadata = token.client?.metadata();
      return tenantClaims({ kind: TenantKind.parse(metadata?.tenant_kind), code: String(metadata?.tenant) });
    },
    features: {
      devInteractions: OFF,
      userinfo: OFF,
      rpInitiatedLogout: OFF,
      pushedAuthorizationRequests: OFF,
      dPoP: OFF,
      claimsParameter: OFF,
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => API_AUDIENCE,
        getResourceServerInfo: (context, resource, client) => {
          if (resource !== API_AUDIENCE) throw new errors.InvalidTarget();
          // Without a wish a client gets all that its role may do (RFC 6749 section 3.3: a documented default).
          if (context.oidc.params !== undefined) context.oidc.params.scope ??= client.scope;
          // The library leaves out what it does not know; whoever asks for it is told (RFC 6749 section 5.2).
          const [foreign] = foreignScopes(String(context.oidc.params?.scope ?? ''), client.scope ?? '');
          if (foreign !== undefined) throw new errors.InvalidScope('requested scope is not allowed', foreign);
          return {
            audience: API_AUDIENCE,
            scope: client.scope ?? '',
            accessTokenFormat: 'jwt',
            accessTokenTTL: ACCESS_TOKEN_SECONDS,
            jwt: { sign: { alg: first.alg, kid: first.kid } },
          };
        },
      },
    },
  };
};

/** As at every other door that has to wait for the database. */
const RETRY_AFTER_SECONDS = '2';

const PATHS = new Set(['/oauth/token', '/jwks', '/.well-known/openid-configuration']);
// The library lists these whether or not a grant needs them; nobody would find anything there.
const NOT_SERVED = ['authorization_endpoint', 'code_challenge_methods_supported', 'response_modes_supported'];

/** One server for the keys of a moment. */
const serverOf = (parts: OAuthServerParts): ReturnType<Provider['callback']> => {
  const { publicUrl } = parts.config;
  const provider = new Provider(publicUrl, configurationOf(parts));
  provider.Client.prototype.compareClientSecret = function compare(offered: string): boolean {
    // Two while a partner goes over from one to the other. All are compared: how long it takes tells of none.
    const matches = (this.clientSecret ?? '').split(BETWEEN_HASHES).map((hash) => secretMatches(hash, offered));
    return matches.includes(true);
  };
  provider.use(async (context, next) => {
    await next();
    if (context.path !== '/.well-known/openid-configuration') return;
    if (typeof context.body !== 'object' || context.body === null) return;
    context.body = Object.fromEntries(Object.entries(context.body).filter(([name]) => !NOT_SERVED.includes(name)));
  });
  // What the partner must not see in detail is found in the log under the same trace id.
  provider.on('grant.error', (_context, error) =>
    parts.logger.warn({ error: error.error, detail: error.error_detail }, 'token refused'),
  );
  provider.on('grant.success', ({ oidc: { client } }) => {
    if (client !== undefined) parts.used(client.clientId);
  });
  provider.on('server_error', (context, error) => {
    parts.logger.error({ err: error }, 'token endpoint failed');
    if (!isUnavailable(error)) return;
    // The library knows 500 alone: who asks again gets the token when the database has a connection.
    context.status = 503;
    context.set('Retry-After', RETRY_AFTER_SECONDS);
    context.type = 'json';
    context.body = { error: 'temporarily_unavailable', error_description: 'try again after Retry-After' };
  });

  provider.proxy = true;
  return provider.callback();
};

/**
 * The OAuth 2.0 endpoints; every other path goes on to the next handler. Their errors keep the form of RFC 6749. The library
 * knows its keys from its making on: when others are published, or another one signs, it is made anew; what it remembers
 * stands in the database.
 */
export const oauthServer = ({ signingKeys, ...parts }: OAuthDoor): RequestHandler => {
  const base = new URL(parts.config.publicUrl);
  const made = new WeakMap<ReturnType<SigningKeys['now']>, ReturnType<Provider['callback']>>();
  const currentServer = (): ReturnType<Provider['callback']> => {
    const shown = signingKeys.now();
    const server = made.get(shown) ?? serverOf({ ...parts, keys: shown.map(({ key }) => key.jwk) });
    made.set(shown, server);
    return server;
  };
  // What is wrong with the keys stops the start.
  currentServer();
  return (request, response, next) => {
    if (!PATHS.has(request.path)) {
      next();
      return;
    }
    // Addresses in answers and accepted audiences come from PUBLIC_URL, never from what a caller claims to have called.
    request.headers.host = base.host;
    request.headers['x-forwarded-proto'] = base.protocol.slice(0, -1);
    delete request.headers['x-forwarded-host'];
    void currentServer()(request, response);
  };
};
