import { Rejection } from '@ansinh/contracts/catalogue/problems';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { createTokenVerifier, type Route, type TokenVerifier } from '@ansinh/http';
import type { Express } from 'express';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { AT_START, addDemoClients, addStaffClients } from './clients/client.commands';
import { type ClientFinder, clientFinder } from './clients/client.store';
import type { GatewayConfig, SigningJwk } from './config';
import { consoleCaller, consoleDoor } from './console-sessions/console-door';
import { openConsoleSessions } from './console-sessions/console-session.commands';
import { tokenEndpoint } from './console-sessions/token-endpoint';
import { noteCaller } from './door/caller';
import { requestLimits } from './door/rate-limit';
import { closeDemoAccounts } from './identity/accounts/account.commands';
import { accountForToken } from './identity/accounts/account.views';
import type { IdentityKeys } from './identity/accounts/identity-keys';
import { openingPages } from './identity/opening-pages/opening-page';
import { addDemoPersons } from './identity/openings/demo-person.commands';
import type { Site } from './identity/passkeys/passkey-check';
import { endSession } from './identity/sessions/session.commands';
import { type Offered, signInPages } from './identity/sign-in-pages/sign-in-page';
import { type SignInDoor, signIn } from './identity/sign-ins/sign-in.commands';
import type { DoorContext, Tx } from './kit';
import { nationalApi } from './national/national-api';
import { nationalTokens } from './national/national-tokens';
import { docsPage } from './openapi/docs-page';
import { openApiDocument } from './openapi/openapi-document';
import { problemPageRouter } from './openapi/problem-pages';
import { openBodyShares } from './proxy/body-limit';
import { proxy } from './proxy/proxy';
import type { Upstreams } from './proxy/upstreams';
import { ROUTES } from './tokens/oauth-configuration';
import { type OAuthServer, oauthServer } from './tokens/oauth-server';
import { CONSOLE } from './tokens/person-client.rules';
import { loadSigningKeys } from './tokens/signing-key.store';
import { publicJwk, signerOf } from './tokens/signing-keys';

export type Door = {
  readonly context: DoorContext;
  readonly config: GatewayConfig;
  readonly upstreams: Upstreams;
  readonly routes: readonly Route<Tx>[];
  readonly identity: { readonly keys: IdentityKeys; readonly site: Site };
};

type Identity = {
  readonly keys: readonly SigningJwk[];
  readonly publicKeys: JWTVerifyGetKey;
  readonly clients: ClientFinder;
  readonly authenticate: TokenVerifier;
};

/** Who may have a token, what signs it, and who checks it: by our own keys, without asking ourselves over the network. */
const openIdentity = async ({ context, config, identity }: Door): Promise<Identity> => {
  const { db, transact } = context;
  if (config.demoClients)
    await transact(AT_START, async (tx) => {
      await addDemoClients(tx);
      await addDemoPersons(tx, identity.keys);
    });
  if (config.production) await transact(AT_START, closeDemoAccounts);
  await transact(AT_START, (tx) => addStaffClients(tx, config.staffClients));
  const keys = await loadSigningKeys(db, config);
  const publicKeys = createLocalJWKSet({ keys: keys.map(publicJwk) });
  return {
    keys,
    publicKeys,
    clients: clientFinder(db, config.production),
    authenticate: createTokenVerifier({ issuer: config.publicUrl, keys: publicKeys }),
  };
};

/** The endpoints for clients and persons, the pages on which persons sign in, and the cookie of the console. */
const openSignIn = ({ context, config, identity }: Door, { keys, clients }: Identity) => {
  const { db, transact, note, logger, now } = context;
  const door: SignInDoor = { transact, note, keys: identity.keys, site: identity.site };
  const accountToday = (accountId: string) => accountForToken(db, accountId, vietNamDate(now()));
  const oauth: OAuthServer = oauthServer({
    ...{ db, clients, config, keys, logger, now, accountToday },
    endSession: async (id) => {
      await transact(AT_START, (tx) => endSession(tx, id, 'token-reused'));
    },
    signOut: async (id) => {
      await transact(AT_START, (tx) => endSession(tx, id, 'signed-out'));
    },
  });
  const pages = signInPages({
    interactions: oauth.interactions,
    signIn: async (offered: Offered) => {
      try {
        return await signIn(door, offered);
      } catch (error) {
        if (error instanceof Rejection) return error;
        throw error;
      }
    },
  });
  const ask = tokenEndpoint(oauth.handle, ROUTES.token, CONSOLE);
  const sessions = openConsoleSessions({ db, transact, now, ask });
  const { publicUrl } = config;
  const console = { publicUrl, authorizationPath: ROUTES.authorization, sessions, ask, accountToday };
  return {
    handlers: [oauth.handle, pages, openingPages({ transact, keys: door.keys }), consoleDoor(console)],
    caller: consoleCaller(console),
  };
};

/** Hangs the door's own handlers into the app: who calls, the limit, then tokens, the national calls, and the services. */
export const mountDoor = async (app: Express, door: Door): Promise<void> => {
  const { context, config, upstreams, routes } = door;
  const { logger, now } = context;
  const identity = await openIdentity(door);
  const { keys, publicKeys, clients, authenticate } = identity;
  const { handlers, caller } = openSignIn(door, identity);
  app.set('trust proxy', config.trustedProxies);
  app.use(caller);
  app.use(noteCaller(authenticate));
  app.use(requestLimits({ perMinute: config.rateLimitPerMinute, anonymousPerMinute: config.anonymousPerMinute }));
  app.use(...handlers);
  app.use(problemPageRouter());
  app.use(docsPage(openApiDocument({ routes, config, upstreams, logger }), config.publicUrl));
  const shares = openBodyShares();
  if (config.nationalApi) {
    const signer = await signerOf(keys);
    const tokens = nationalTokens({ issuer: config.publicUrl, signer, keys: publicKeys, clients, authenticate });
    app.use(nationalApi({ tokens, upstreams, shares, logger, now }));
  }
  app.use(proxy({ upstreams, authenticate, shares }));
};
