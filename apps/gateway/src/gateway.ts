import { Rejection } from '@ansinh/contracts/catalogue/problems';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { createTokenVerifier, type Route } from '@ansinh/http';
import type { Express } from 'express';
import { AT_START, addDemoClients, addStaffClients } from './clients/client.commands';
import { type ClientFinder, clientFinder } from './clients/client.store';
import { type KeySets, openKeySets } from './clients/key-sets/key-sets';
import type { AssertionCheck } from './clients/rotations/rotation.commands';
import { type ClientUses, openClientUses } from './clients/uses/client-uses';
import type { GatewayConfig, SigningJwk } from './config';
import { consoleCaller, consoleDoor } from './console-sessions/console-door';
import { openConsoleSessions } from './console-sessions/console-session.commands';
import { accountInSession } from './console-sessions/tenants/tenant.views';
import { tokenEndpoint } from './console-sessions/token-endpoint';
import { noteCaller } from './door/caller';
import { requestLimits } from './door/rate-limit';
import { noteUses } from './door/uses';
import { closeDemoAccounts } from './identity/accounts/account.commands';
import type { IdentityKeys } from './identity/accounts/identity-keys';
import type { Site } from './identity/credentials/passkeys/passkey-check';
import { passkeyPage } from './identity/credentials/passkeys/passkey-page';
import { addDemoPersons } from './identity/openings/demo-person.commands';
import { openingPages } from './identity/openings/pages/opening-page';
import { endSession, endTokensOf } from './identity/sessions/session.commands';
import { signInPages } from './identity/sign-in-pages/sign-in-page';
import { knownBrowser } from './identity/sign-ins/known-browser';
import { beginPasskeySignIn, signInByPasskey } from './identity/sign-ins/passkey-sign-in.commands';
import { type SignInDoor, signIn } from './identity/sign-ins/sign-in.commands';
import type { DoorContext, Tx } from './kit';
import { nationalApi } from './national/national-api';
import { nationalTokens } from './national/national-tokens';
import { docsPage } from './openapi/docs-page';
import { openApiDocument } from './openapi/openapi-document';
import { problemPageRouter } from './openapi/problem-pages';
import { noteSession } from './providers/arrivals/arrival.commands';
import { arrivalPages } from './providers/arrivals/arrival-page';
import { logoutDoor } from './providers/arrivals/logout-door';
import { isCitizenId } from './providers/citizens/citizen.rules';
import { citizenForToken } from './providers/citizens/citizen.views';
import { openParties, type Parties } from './providers/parties/parties';
import { type ProviderName, readProviders } from './providers/settings/provider-settings';
import { openBodyShares } from './proxy/body-limit';
import { proxy } from './proxy/proxy';
import type { Upstreams } from './proxy/upstreams';
import { ROUTES } from './tokens/oauth-configuration';
import { oauthServer } from './tokens/oauth-server';
import { ownAssertions } from './tokens/own-assertions';
import { CONSOLE } from './tokens/person-client.rules';
import { addFirstKey } from './tokens/signing-keys/signing-key.commands';
import type { TimedKey } from './tokens/signing-keys/signing-key.rules';
import { openSigningKeys, type SigningKeys } from './tokens/signing-keys/signing-keys';

export type Door = {
  readonly context: DoorContext;
  readonly config: GatewayConfig;
  readonly upstreams: Upstreams;
  readonly routes: readonly Route<Tx>[];
  readonly identity: Identity;
  /** What persons are known by, and where passkeys are good. */
  readonly persons: { readonly keys: IdentityKeys; readonly site: Site };
};

export type Identity = {
  readonly signingKeys: SigningKeys;
  readonly clients: ClientFinder;
  readonly keySets: KeySets;
  /** The identity providers at which persons may sign in. */
  readonly parties: Parties;
  /** Whether a partner's assertion at a door of ours is good. */
  readonly isAsserted: AssertionCheck;
};

type OfSettings = { readonly ofSettings: readonly TimedKey<SigningJwk>[]; readonly persons: IdentityKeys };

/** Who may have a token, and what signs it. */
export const openIdentity = async (
  { db, transact, now, logger }: DoorContext,
  config: GatewayConfig,
  { ofSettings, persons }: OfSettings,
): Promise<Identity> => {
  if (config.demoClients)
    await transact(AT_START, async (tx) => {
      await addDemoClients(tx);
      await addDemoPersons(tx, persons);
    });
  if (config.production) await transact(AT_START, closeDemoAccounts);
  await transact(AT_START, (tx) => addStaffClients(tx, config.staffClients));
  if (ofSettings.length === 0) await transact(AT_START, addFirstKey);
  const keySets = openKeySets({ logger });
  return {
    signingKeys: await openSigningKeys({ db, ofSettings, now, logger }),
    clients: clientFinder(db, config.production, now),
    keySets,
    parties: await openParties(readProviders(config.providers, config.production), logger),
    isAsserted: ownAssertions({ db, keySets, publicUrl: config.publicUrl }),
  };
};

const orRefusal = async <Done>(work: Promise<Done>): Promise<Done | Rejection> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
};

/** The endpoints for clients and persons, the pages on which persons sign in, and the cookie of the console. */
const openSignIn = ({ context, config, identity, persons }: Door, uses: ClientUses) => {
  const { db, transact, note, logger, now, isRevoked } = context;
  const { clients, keySets, signingKeys } = identity;
  const { of: parties, settings } = identity.parties;
  const accountToday = (accountId: string, sessionId?: string) =>
    isCitizenId(accountId)
      ? citizenForToken(db, accountId)
      : accountInSession(db, accountId, { day: vietNamDate(now()), sessionId });
  const oauth = oauthServer({
    ...{ db, clients, keySets, config, signingKeys, logger, now, accountToday, used: uses.note },
    endSession: async (id) => {
      await transact(AT_START, (tx) => endSession(tx, id, 'token-reused'));
    },
    signOut: async (id) => {
      await transact(AT_START, (tx) => endSession(tx, id, 'signed-out'));
    },
    giveBack: (id) => transact(AT_START, (tx) => endTokensOf(tx, id)),
    arrived: (begun) => transact(AT_START, (tx) => noteSession(tx, begun)),
  });
  const door: SignInDoor = { transact, note, ...persons };
  const pages = signInPages({
    interactions: oauth.interactions,
    secure: config.publicUrl.startsWith('https:'),
    knownBrowser: (accountId) => knownBrowser(persons.keys, accountId),
    signIn: (offered) => orRefusal(signIn(door, offered)),
    beginPasskey: (signInId) => beginPasskeySignIn(door, signInId),
    signInByPasskey: (offered) => orRefusal(signInByPasskey(door, offered)),
    providers: Object.keys(parties) as ProviderName[],
  });
  const ask = tokenEndpoint(oauth.handle, ROUTES.token, CONSOLE);
  const sessions = openConsoleSessions({ db, transact, now, isRevoked, ask });
  const { publicUrl } = config;
  const ofBrowsers = { publicUrl, authorizationPath: ROUTES.authorization, sessions, ask, accountToday };
  const opening = openingPages({ transact, keys: persons.keys });
  const { interactions } = oauth;
  const arrivals = arrivalPages({ publicUrl, settings, parties, interactions, door, logger });
  const logouts = logoutDoor({ db, transact, parties, logger });
  return {
    handlers: [oauth.handle, pages, passkeyPage(), arrivals, logouts, opening, consoleDoor(ofBrowsers)],
    caller: consoleCaller(ofBrowsers),
  };
};

/** Hangs the door's own handlers into the app: who calls, the limit, then tokens, the national calls, and the services. */
export const mountDoor = (app: Express, door: Door): void => {
  const { context, config, upstreams, routes, identity } = door;
  const { db, logger, now, isRevoked } = context;
  const { signingKeys, clients } = identity;
  // By our own keys, without asking ourselves over the network.
  const authenticate = createTokenVerifier({ issuer: config.publicUrl, keys: signingKeys.verifying, isRevoked });
  const uses = openClientUses({ db, now, logger });
  context.atStop(uses.stop);
  context.atStop(signingKeys.stop);
  context.atStop(identity.parties.stop);
  const { handlers, caller } = openSignIn(door, uses);
  app.set('trust proxy', config.trustedProxies);
  app.use(caller);
  app.use(noteCaller(authenticate));
  app.use(noteUses(uses));
  app.use(requestLimits({ perMinute: config.rateLimitPerMinute, anonymousPerMinute: config.anonymousPerMinute }));
  app.use(...handlers);
  app.use(problemPageRouter());
  app.use(docsPage(openApiDocument({ routes, config, upstreams, logger }), config.publicUrl));
  const shares = openBodyShares();
  if (config.nationalApi) {
    const { signer, verifying: keys } = signingKeys;
    const tokens = nationalTokens({ issuer: config.publicUrl, signer, keys, clients, authenticate });
    app.use(nationalApi({ tokens, upstreams, shares, logger, now }));
  }
  app.use(proxy({ upstreams, authenticate, shares }));
};
