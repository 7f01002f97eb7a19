import { Permission } from '@ansinh/contracts/wire/permissions';
import { isUnavailable } from '@ansinh/database';
import type { Logger } from '@ansinh/telemetry';
import type { RequestHandler } from 'express';
import Provider, { type KoaContextWithOIDC } from 'oidc-provider';
import { addressAt } from '../addresses/address.rules';
import { secretMatches } from '../clients/client-secrets';
import { PAGE_POLICY } from '../identity/sign-in-pages/page.rules';
import { type ConfigurationParts, oauthConfiguration, ROUTES } from './oauth-configuration';
import { personClients } from './person-client.rules';

export type OAuthServerParts = Omit<ConfigurationParts, 'permissions' | 'personClients'> & {
  /** The person left by the page of the authorization server. */
  readonly signOut: (sessionId: string) => Promise<void>;
  readonly logger: Logger;
};

export type OAuthServer = {
  /** The endpoints; every other path goes on to the next handler. Their errors keep the form of RFC 6749. */
  readonly handle: RequestHandler;
  /** What the pages of the sign-in ask: what is to be shown, and where it goes on. */
  readonly interactions: Pick<Provider, 'interactionDetails' | 'interactionResult' | 'Client'>;
};

/** As at every other door that has to wait for the database. */
const RETRY_AFTER_SECONDS = '2';

const DISCOVERY = new Set(['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server']);
const PATHS = new Set<string>([...DISCOVERY, ROUTES.token, ROUTES.revocation, ROUTES.jwks]);
/** Where a browser is sent; what follows belongs to the same sign-in or sign-out. */
const BROWSER_PATHS = [ROUTES.authorization, ROUTES.end_session];
const isOfBrowser = (path: string): boolean =>
  BROWSER_PATHS.some((known) => path === known || path.startsWith(`${known}/`));

/** The answer goes to the address of the program alone; the library lists more ways than it is allowed. */
const TOLD_TRULY = { response_modes_supported: ['query'] };

const tellTruly = (context: KoaContextWithOIDC): void => {
  if (!DISCOVERY.has(context.path) || typeof context.body !== 'object' || context.body === null) return;
  context.body = { ...context.body, ...TOLD_TRULY };
};

/** Who said yes on the page of the sign-out has no session here any more; the tokens of it end too. */
const leave = async ({ oidc }: KoaContextWithOIDC, signOut: OAuthServerParts['signOut']): Promise<void> => {
  const { session, route } = oidc ?? {};
  if (route !== 'end_session_confirm' || session?.accountId === undefined) return;
  if ('destroyed' in session && session.destroyed === true) await signOut(session.uid);
};

const listen = (provider: Provider, { logger }: OAuthServerParts): void => {
  // What the partner must not see in detail is found in the log under the same trace id.
  provider.on('grant.error', (_context, error) =>
    logger.warn({ error: error.error, detail: error.error_detail }, 'token refused'),
  );
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

/** The OAuth 2.0 and OpenID Connect endpoints: tokens of clients and of persons. */
export const oauthServer = (parts: OAuthServerParts): OAuthServer => {
  const { publicUrl, demoClients } = parts.config;
  const configuration = oauthConfiguration({
    ...parts,
    permissions: Permission.options,
    personClients: personClients({ publicUrl, demo: demoClients }),
  });
  const provider = new Provider(publicUrl, configuration);
  provider.Client.prototype.compareClientSecret = function compare(offered: string): boolean {
    return this.clientSecret !== undefined && secretMatches(this.clientSecret, offered);
  };
  provider.use(async (context, next) => {
    await next();
    tellTruly(context);
    await leave(context, parts.signOut);
  });
  listen(provider, parts);

  const base = new URL(publicUrl);
  provider.proxy = true;
  const handle = provider.callback();
  return {
    handle: (request, response, next) => {
      const ofBrowser = isOfBrowser(request.path);
      if (!ofBrowser && !PATHS.has(request.path)) {
        next();
        return;
      }
      // The access log names the endpoint: behind it stand ids.
      if (ofBrowser) request.route = { path: BROWSER_PATHS.find((known) => request.path.startsWith(known)) };
      if (ofBrowser) response.setHeader('Content-Security-Policy', PAGE_POLICY);
      // Addresses in answers and accepted audiences come from PUBLIC_URL, never from what a caller claims to have called;
      // a browser that came by the other name of this machine stays at it.
      request.headers.host = ofBrowser ? new URL(addressAt(publicUrl, request.headers.host)).host : base.host;
      request.headers['x-forwarded-proto'] = base.protocol.slice(0, -1);
      delete request.headers['x-forwarded-host'];
      void handle(request, response);
    },
    interactions: provider,
  };
};
