import { createTokenVerifier, type Route } from '@ansinh/http';
import type { Express } from 'express';
import { AT_START, addDemoClients, addStaffClients } from './clients/client.commands';
import { type ClientFinder, clientFinder } from './clients/client.store';
import { type KeySets, openKeySets } from './clients/key-sets/key-sets';
import type { AssertionCheck } from './clients/rotations/rotation.commands';
import { openClientUses } from './clients/uses/client-uses';
import type { GatewayConfig, SigningJwk } from './config';
import { noteCaller } from './door/caller';
import { noteUses } from './door/uses';
import { requestLimits } from './door/rate-limit';
import type { DoorContext, Tx } from './kit';
import { nationalApi } from './national/national-api';
import { nationalTokens } from './national/national-tokens';
import { docsPage } from './openapi/docs-page';
import { openApiDocument } from './openapi/openapi-document';
import { problemPageRouter } from './openapi/problem-pages';
import { openBodyShares } from './proxy/body-limit';
import { proxy } from './proxy/proxy';
import type { Upstreams } from './proxy/upstreams';
import { oauthServer } from './tokens/oauth-server';
import { ownAssertions } from './tokens/own-assertions';
import { addFirstKey } from './tokens/signing-keys/signing-key.commands';
import type { TimedKey } from './tokens/signing-keys/signing-key.rules';
import { openSigningKeys, type SigningKeys } from './tokens/signing-keys/signing-keys';

export type Door = {
  readonly context: DoorContext;
  readonly config: GatewayConfig;
  readonly upstreams: Upstreams;
  readonly routes: readonly Route<Tx>[];
  readonly identity: Identity;
};

export type Identity = {
  readonly signingKeys: SigningKeys;
  readonly clients: ClientFinder;
  readonly keySets: KeySets;
  /** Whether a partner's assertion at a door of ours is good. */
  readonly isAsserted: AssertionCheck;
};

/** Who may have a token, and what signs it. */
export const openIdentity = async (
  { db, transact, now, logger }: DoorContext,
  config: GatewayConfig,
  keysOfSettings: readonly TimedKey<SigningJwk>[],
): Promise<Identity> => {
  if (config.demoClients) await transact(AT_START, addDemoClients);
  await transact(AT_START, (tx) => addStaffClients(tx, config.staffClients));
  if (keysOfSettings.length === 0) await transact(AT_START, addFirstKey);
  const keySets = openKeySets({ logger });
  return {
    signingKeys: await openSigningKeys({ db, ofSettings: keysOfSettings, now, logger }),
    clients: clientFinder(db, config.production, now),
    keySets,
    isAsserted: ownAssertions({ db, keySets, publicUrl: config.publicUrl }),
  };
};

/** Hangs the door's own handlers into the app: who calls, the limit, then tokens, the national calls, and the services. */
export const mountDoor = (app: Express, { context, config, upstreams, routes, identity }: Door): void => {
  const { db, logger, now, isRevoked } = context;
  const { signingKeys, clients, keySets } = identity;
  // By our own keys, without asking ourselves over the network.
  const authenticate = createTokenVerifier({ issuer: config.publicUrl, keys: signingKeys.verifying, isRevoked });
  const uses = openClientUses({ db, now, logger });
  app.set('trust proxy', config.trustedProxies);
  app.use(noteCaller(authenticate));
  app.use(noteUses(uses));
  app.use(requestLimits({ perMinute: config.rateLimitPerMinute, anonymousPerMinute: config.anonymousPerMinute }));
  app.use(oauthServer({ db, clients, keySets, config, signingKeys, used: uses.note, logger }));
  app.use(problemPageRouter());
  app.use(docsPage(openApiDocument({ routes, config, upstreams, logger })));
  const shares = openBodyShares();
  if (config.nationalApi) {
    const { signer, verifying: keys } = signingKeys;
    const tokens = nationalTokens({ issuer: config.publicUrl, signer, keys, clients, authenticate });
    app.use(nationalApi({ tokens, upstreams, shares, logger, now }));
  }
  app.use(proxy({ upstreams, authenticate, shares }));
};
