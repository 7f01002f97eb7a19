import { Permission, TenantKind } from '@ansinh/contracts/wire/permissions';
import { API_AUDIENCE, TWO_FACTORS } from '@ansinh/http';
import { type Configuration, errors, interactionPolicy, type JWKS, type KoaContextWithOIDC } from 'oidc-provider';
import type { GatewayConfig, SigningJwk } from '../config';
import { NOBODYS_SECONDS, SESSION_SECONDS, secondsLeft } from '../identity/sessions/session.rules';
import { errorPage, signedOutPage, signOutPage } from '../identity/sign-in-pages/page.rules';
import { languageOf } from '../identity/sign-in-pages/page-text.rules';
import { type AdapterParts, oauthAdapter } from './oauth.store';
import {
  ACCESS_TOKEN_SECONDS,
  type AccountToday,
  foreignScopes,
  livesTooLong,
  personClaims,
  tenantClaims,
} from './token-claims.rules';

export type ConfigurationParts = AdapterParts & {
  readonly config: GatewayConfig;
  readonly keys: readonly SigningJwk[];
  /** Who an account is today; undefined when it has ended. */
  /** `sessionId`: of the session that a token comes of. */
  readonly accountToday: (accountId: string, sessionId?: string) => Promise<AccountToday | undefined>;
};

export const ROUTES = {
  authorization: '/oauth/authorize',
  token: '/oauth/token',
  revocation: '/oauth/revocation',
  end_session: '/oauth/sign-out',
  jwks: '/jwks',
} as const;

const OFF = { enabled: false } as const;
const CODE_SECONDS = 60;
const INTERACTION_SECONDS = 600;

const numberOf = (claim: unknown): number | undefined => (typeof claim === 'number' ? claim : undefined);
const nowSeconds = (): number => Math.floor(Date.now() / 1_000);

/** Accounts that the library has been given, with who they are today. */
type Known = WeakMap<object, AccountToday>;

const accountIn = (known: Known, { oidc }: KoaContextWithOIDC): AccountToday | undefined => {
  const { Account: account } = oidc.entities;
  return account === undefined ? undefined : known.get(account);
};

/** Where a wish for a scope is made; it is kept until the tokens are made. */
const isAsked = ({ oidc }: KoaContextWithOIDC): boolean =>
  oidc.route === 'authorization' || oidc.params?.grant_type === 'client_credentials';

const OPENID = 'openid';
const withoutOpenId = (scope: string): string =>
  scope
    .split(' ')
    .filter((name) => name !== OPENID)
    .join(' ');

/** Without a wish one gets all that one may do (RFC 6749 section 3.3: a documented default). */
const requireKnownScope = ({ oidc }: KoaContextWithOIDC, allowed: string): void => {
  if (oidc.params !== undefined) oidc.params.scope ??= withoutOpenId(allowed);
  // The library leaves out what it does not know; whoever asks for it is told (RFC 6749 section 5.2).
  const [foreign] = foreignScopes(String(oidc.params?.scope ?? ''), allowed);
  if (foreign !== undefined) throw new errors.InvalidScope('requested scope is not allowed', foreign);
};

type ResourceIndicators = NonNullable<NonNullable<Configuration['features']>['resourceIndicators']>;

/** One audience: the platform. A person's token has what of the wish the account may do today. */
const resourceIndicators = (known: Known, { alg, kid }: SigningJwk): ResourceIndicators => ({
  enabled: true,
  defaultResource: () => API_AUDIENCE,
  getResourceServerInfo: (context, resource, client) => {
    if (resource !== API_AUDIENCE) throw new errors.InvalidTarget();
    const allowed = client.scope ?? '';
    if (isAsked(context)) requireKnownScope(context, allowed);
    const account = context.oidc.route === 'token' ? accountIn(known, context) : undefined;
    return {
      audience: API_AUDIENCE,
      scope: account === undefined ? withoutOpenId(allowed) : [...account.permissions].sort().join(' '),
      accessTokenFormat: 'jwt',
      accessTokenTTL: ACCESS_TOKEN_SECONDS,
      jwt: { sign: { alg, kid } },
    };
  },
});

/** All programs of persons are our own: nobody is asked whether they may. What was wished for is kept with the session. */
const grantOf: NonNullable<Configuration['loadExistingGrant']> = async ({ oidc }) => {
  const { account, client, session, provider, params } = oidc;
  if (account === undefined || client === undefined || session === undefined) return undefined;
  const { clientId } = client;
  const kept = session.grantIdFor(clientId);
  const found = kept === undefined ? undefined : await provider.Grant.find(kept);
  const grant = found ?? new provider.Grant({ accountId: account.accountId, clientId });
  const wish = String(params?.scope ?? '');
  grant.addResourceScope(API_AUDIENCE, withoutOpenId(wish));
  if (wish.split(' ').includes(OPENID)) grant.addOIDCScope(OPENID);
  await grant.save();
  return grant;
};

/** Who has a session whose account has ended signs in anew, as who has none. */
const signInPolicy = () => {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  const { Check } = interactionPolicy;
  policy
    .get('login')
    ?.checks.add(
      new Check(
        'account_ended',
        'the account has ended',
        ({ oidc }) => oidc.session?.accountId !== undefined && oidc.account === undefined,
      ),
    );
  return policy;
};

const claimsOf = (known: Known, context: KoaContextWithOIDC) => {
  const { oidc } = context;
  const account = accountIn(known, context);
  if (account === undefined) {
    const metadata = oidc.client?.metadata();
    return tenantClaims({ kind: TenantKind.parse(metadata?.tenant_kind), code: String(metadata?.tenant) });
  }
  const source = oidc.entities.RefreshToken ?? oidc.entities.AuthorizationCode;
  if (source?.sessionUid === undefined) throw new Error('a token of a person comes of a session');
  return personClaims(account, { sessionId: source.sessionUid, acr: source.acr, authTime: source.authTime });
};

/** What persons need beside clients; its pages are those of the sign-in. */
const forPersons = (parts: ConfigurationParts, known: Known, secure: boolean): Configuration => ({
  responseTypes: ['code'],
  acrValues: [TWO_FACTORS],
  pkce: { required: () => true },
  // An address is said each time, and compared letter by letter.
  allowOmittingSingleRegisteredRedirectUri: false,
  interactions: { policy: signInPolicy(), url: (_context, { uid }) => `/sign-in/${uid}` },
  findAccount: async (_context, accountId, source) => {
    const sessionId = source !== undefined && 'sessionUid' in source ? source.sessionUid : undefined;
    const account = await parts.accountToday(accountId, sessionId);
    if (account === undefined) return undefined;
    const given = { accountId: account.subject, claims: () => ({ sub: account.subject }) };
    known.set(given, account);
    return given;
  },
  loadExistingGrant: grantOf,
  issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
  rotateRefreshToken: true,
  expiresWithSession: () => true,
  cookies: {
    names: {
      session: secure ? '__Host-ansinh-persons' : 'ansinh-persons',
      interaction: 'ansinh-sign-in',
      resume: 'ansinh-going-on',
    },
    long: { httpOnly: true, sameSite: 'lax', path: '/', secure, signed: false },
    short: { httpOnly: true, sameSite: 'lax', secure, signed: false },
  },
  clientBasedCORS: (_context, origin, client) =>
    client.clientAuthMethod === 'none' && (client.redirectUris ?? []).some((uri) => new URL(uri).origin === origin),
  renderError: (context, { error }) => {
    context.type = 'html';
    context.body = errorPage(languageOf(context.headers['accept-language']), error);
  },
});

const TTL: Configuration['ttl'] = {
  ClientCredentials: ACCESS_TOKEN_SECONDS,
  AccessToken: ACCESS_TOKEN_SECONDS,
  AuthorizationCode: CODE_SECONDS,
  Grant: SESSION_SECONDS,
  IdToken: ACCESS_TOKEN_SECONDS,
  Interaction: INTERACTION_SECONDS,
  RefreshToken: (_context, token) => secondsLeft(token.authTime ?? nowSeconds(), nowSeconds()),
  Session: (_context, { accountId, loginTs = nowSeconds() }) =>
    accountId === undefined ? NOBODYS_SECONDS : secondsLeft(loginTs, nowSeconds()),
};

const features = (known: Known, key: SigningJwk): Configuration['features'] => ({
  devInteractions: OFF,
  userinfo: OFF,
  pushedAuthorizationRequests: OFF,
  dPoP: OFF,
  claimsParameter: OFF,
  clientCredentials: { enabled: true },
  revocation: { enabled: true, allowedPolicy: (_context, { clientId }, token) => token.clientId === clientId },
  rpInitiatedLogout: {
    enabled: true,
    logoutSource: (context, form) => {
      context.body = signOutPage(languageOf(context.headers['accept-language']), form);
    },
    postLogoutSuccessSource: (context) => {
      context.type = 'html';
      context.body = signedOutPage(languageOf(context.headers['accept-language']));
    },
  },
  resourceIndicators: resourceIndicators(known, key),
});

export const oauthConfiguration = (parts: ConfigurationParts): Configuration => {
  const { keys, config } = parts;
  const [first] = keys;
  if (first === undefined) throw new Error('There is no signing key.');
  const known: Known = new WeakMap();
  return {
    ...forPersons(parts, known, config.publicUrl.startsWith('https:')),
    adapter: oauthAdapter(parts),
    jwks: { keys: keys.map((key) => ({ ...key, use: 'sig' })) } as JWKS,
    routes: ROUTES,
    scopes: [...Permission.options],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
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
    ttl: TTL,
    extraTokenClaims: (context) => claimsOf(known, context),
    features: features(known, first),
  };
};
