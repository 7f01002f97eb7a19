import { isUnavailable } from '@ansinh/database';
import type { Logger } from '@ansinh/telemetry';
import type { RequestHandler } from 'express';
import Provider, { type KoaContextWithOIDC } from 'oidc-provider';
import { addressAt } from '../addresses/address.rules';
import { secretMatches } from '../clients/client-secrets';
import type { SigningJwk } from '../config';
import { PAGE_POLICY, signedOutPage } from '../identity/sign-in-pages/page.rules';
import { languageOf } from '../identity/sign-in-pages/page-text.rules';
import type { Interactions } from '../identity/sign-in-pages/sign-in-page';
import { BETWEEN_HASHES } from './client-proofs';
import { type ConfigurationParts, oauthConfiguration, ROUTES } from './oauth-configuration';
import { personClients } from './person-client.rules';
import type { SigningKeys } from './signing-keys/signing-keys';

type OAuthServerParts = Omit<ConfigurationParts, 'personClients'> & {
  /** Told of each client of a partner that was given a token. */
  readonly used: (clientId: string) => void;
  /** The person left by the page of the authorization server. */
  readonly signOut: (sessionId: string) => Promise<void>;
  /** A program has no more use for the tokens of this session. */
  readonly giveBack: (sessionId: string) => Promise<void>;
  /** A sign-in of ours has led to a session. */
  readonly arrived: (begun: {
    readonly signInId: string;
    readonly sessionId: string;
    readonly accountId: string;
  }) => Promise<void>;
  readonly logger: Logger;
};

export type OAuthDoor = Omit<OAuthServerParts, 'keys'> & { readonly signingKeys: Pick<SigningKeys, 'now'> };

export type OAuthServer = {
  /** The endpoints; every other path goes on to the next handler. Their errors keep the form of RFC 6749. */
  readonly handle: RequestHandler;
  /** What the pages of the sign-in ask: what is to be shown, and where it goes on. */
  readonly interactions: Interactions;
};

/** As at every other door that has to wait for the database. */
const RETRY_AFTER_SECONDS = '2';

const DISCOVERY = new Set(['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server']);
const PATHS = new Set<string>([...DISCOVERY, ROUTES.token, ROUTES.revocation, ROUTES.jwks]);
/** Where a browser is sent; what follows belongs to the same sign-in or sign-out. */
const BROWSER_PATHS = [ROUTES.authorization, ROUTES.end_session];

/** The answer goes to the address of the program alone; the library lists more ways than it is allowed. */
const TOLD_TRULY = { response_modes_supported: ['query'] };

const tellTruly = (context: { readonly path: string; body: unknown }): void => {
  if (!DISCOVERY.has(context.path) || typeof context.body !== 'object' || context.body === null) return;
  context.body = { ...context.body, ...TOLD_TRULY };
};

type TokenAnswer = { readonly scope?: unknown; readonly id_token?: unknown };

/** Who wished for nothing but to know who signed in is told so (RFC 6749 section 3.3: a scope is never empty). */
const tellScope = (context: { body: unknown }, route: string | undefined): void => {
  if (route !== 'token' || typeof context.body !== 'object' || context.body === null) return;
  const { scope, ...rest }: TokenAnswer = context.body;
  if (scope === '') context.body = rest.id_token === undefined ? rest : { ...rest, scope: 'openid' };
};

/**
 * Where nobody is signed in there is nothing to ask: who comes to sign out goes on at once, or is told so. The library would
 * answer by a form that sends itself by a script.
 */
const answerNobody = (
  context: Pick<KoaContextWithOIDC, 'status' | 'headers' | 'redirect' | 'type' | 'body'>,
  oidc: KoaContextWithOIDC['oidc'] | undefined,
): void => {
  if (context.status !== 200 || oidc?.route !== 'end_session' || oidc.session?.accountId !== undefined) return;
  const { post_logout_redirect_uri: back, state } = oidc.params ?? {};
  if (typeof back === 'string') {
    const address = new URL(back);
    if (typeof state === 'string') address.searchParams.set('state', state);
    context.redirect(address.href);
  } else {
    context.type = 'html';
    context.body = signedOutPage(languageOf(context.headers['accept-language']));
  }
};

/** Who said yes on the page of the sign-out has no session here any more; the tokens of it end too. */
const leave = async (
  oidc: KoaContextWithOIDC['oidc'] | undefined,
  signOut: OAuthServerParts['signOut'],
): Promise<void> => {
  const session = oidc?.session;
  if (oidc?.route !== 'end_session_confirm' || session?.accountId === undefined) return;
  if ('destroyed' in session && session.destroyed === true) await signOut(session.uid);
};

/** With a refresh token that its own program gives back, the access tokens that came of it end too. */
const takeBack = async (
  oidc: KoaContextWithOIDC['oidc'] | undefined,
  giveBack: OAuthServerParts['giveBack'],
): Promise<void> => {
  if (oidc?.route !== 'revocation') return;
  const { RefreshToken: token } = oidc.entities;
  if (token?.sessionUid !== undefined && token.clientId === oidc.client?.clientId) await giveBack(token.sessionUid);
};

/** The browser has come back of the pages of the sign-in, and has a session now. */
const arrive = async (
  oidc: KoaContextWithOIDC['oidc'] | undefined,
  arrived: OAuthServerParts['arrived'],
): Promise<void> => {
  const signIn = oidc?.entities.Interaction;
  const { accountId, uid: sessionId } = oidc?.session ?? {};
  if (oidc?.route !== 'resume' || signIn === undefined || accountId === undefined || sessionId === undefined) return;
  await arrived({ signInId: signIn.uid, sessionId, accountId });
};

const listen = (provider: Provider, { logger, used }: OAuthServerParts): void => {
  // What the partner must not see in detail is found in the log under the same trace id.
  provider.on('grant.error', (_context, error) =>
    logger.warn({ error: error.error, detail: error.error_detail }, 'token refused'),
  );
  provider.on('grant.success', ({ oidc: { client } }) => {
    if (client !== undefined && client.clientAuthMethod !== 'none') used(client.clientId);
  });
  provider.on('server_error', (context, error) => {
    logger.error({ err: error }, 'token endpoint failed');
    if (!isUnavailable(error)) return;
    // The library knows 500 alone: who asks again gets the token when the database has a connection.
    context.status = 503;
    context.set('Retry-After', RETRY_AFTER_SECONDS);
    context.type = 'json';
    context.body = { error: 'temporarily_unavailable', error_description: 'try again after Retry-After' };
  });
};

type Server = { readonly provider: Provider; readonly answer: ReturnType<Provider['callback']> };

/** One server for the keys of a moment. */
const serverOf = (parts: OAuthServerParts): Server => {
  const { publicUrl, demoClients } = parts.config;
  const clients = personClients({ publicUrl, demo: demoClients });
  const provider = new Provider(publicUrl, oauthConfiguration({ ...parts, personClients: clients }));
  provider.Client.prototype.compareClientSecret = function compare(offered: string): boolean {
    // Two while a partner goes over from one to the other. All are compared: how long it takes tells of none.
    const matches = (this.clientSecret ?? '').split(BETWEEN_HASHES).map((hash) => secretMatches(hash, offered));
    return matches.includes(true);
  };
  provider.use(async (context, next) => {
    await next();
    tellTruly(context);
    tellScope(context, context.oidc?.route);
    answerNobody(context, context.oidc);
    await leave(context.oidc, parts.signOut);
    await takeBack(context.oidc, parts.giveBack);
    await arrive(context.oidc, parts.arrived);
  });
  listen(provider, parts);
  provider.proxy = true;
  return { provider, answer: provider.callback() };
};

/**
 * The OAuth 2.0 and OpenID Connect endpoints: tokens of clients and of persons. The library knows its keys from its making
 * on: when others are published, or another one signs, it is made anew; what it remembers stands in the database.
 */
export const oauthServer = ({ signingKeys, ...parts }: OAuthDoor): OAuthServer => {
  const { publicUrl } = parts.config;
  const base = new URL(publicUrl);
  const made = new WeakMap<object, Server>();
  const current = (): Server => {
    const shown = signingKeys.now();
    const keys: readonly SigningJwk[] = shown.map(({ key }) => key.jwk);
    const server = made.get(shown) ?? serverOf({ ...parts, keys });
    made.set(shown, server);
    return server;
  };
  // What is wrong with the keys stops the start.
  current();
  return {
    handle: (request, response, next) => {
      const ofBrowser = BROWSER_PATHS.find((known) => request.path === known || request.path.startsWith(`${known}/`));
      if (ofBrowser === undefined && !PATHS.has(request.path)) {
        next();
        return;
      }
      const { headers } = request;
      if (ofBrowser !== undefined) {
        // The access log names the endpoint: behind it stand ids.
        request.route = { path: ofBrowser };
        response.setHeader('Content-Security-Policy', PAGE_POLICY);
      }
      // Addresses in answers and accepted audiences come from PUBLIC_URL, never from what a caller claims to have called;
      // a browser that came by the other name of this machine stays at it.
      headers.host = ofBrowser === undefined ? base.host : new URL(addressAt(publicUrl, headers.host)).host;
      headers['x-forwarded-proto'] = base.protocol.slice(0, -1);
      delete headers['x-forwarded-host'];
      void current().answer(request, response);
    },
    interactions: {
      interactionDetails: (...asked) => current().provider.interactionDetails(...asked),
      interactionResult: (...given) => current().provider.interactionResult(...given),
      clientName: async (clientId) => (await current().provider.Client.find(clientId))?.clientName,
    },
  };
};
