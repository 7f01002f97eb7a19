import { createTokenVerifier, type Route, type TokenVerifier } from '@ansinh/http';
import type { Express } from 'express';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { AT_START, addDemoClients, addStaffClients } from './clients/client.commands';
import { type ClientFinder, clientFinder } from './clients/client.store';
import type { GatewayConfig, SigningJwk } from './config';
import { noteCaller } from './door/caller';
import { requestLimits } from './door/rate-limit';
import { closeDemoAccounts } from './identity/accounts/account.commands';
import type { IdentityKeys } from './identity/accounts/identity-keys';
import { addDemoPersons } from './identity/openings/demo-person.commands';
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
import { loadSigningKeys } from './tokens/signing-key.store';
import { publicJwk, signerOf } from './tokens/signing-keys';

export type Door = {
  readonly context: DoorContext;
  readonly config: GatewayConfig;
  readonly upstreams: Upstreams;
  readonly routes: readonly Route<Tx>[];
  readonly identity: { readonly keys: IdentityKeys };
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

/** Hangs the door's own handlers into the app: who calls, the limit, then tokens, the national calls, and the services. */
export const mountDoor = async (app: Express, door: Door): Promise<void> => {
  const { context, config, upstreams, routes } = door;
  const { db, logger, now } = context;
  const { keys, publicKeys, clients, authenticate } = await openIdentity(door);
  app.set('trust proxy', config.trustedProxies);
  app.use(noteCaller(authenticate));
  app.use(requestLimits({ perMinute: config.rateLimitPerMinute, anonymousPerMinute: config.anonymousPerMinute }));
  app.use(oauthServer({ db, clients, config, keys, logger }));
  app.use(problemPageRouter());
  app.use(docsPage(openApiDocument({ routes, config, upstreams, logger })));
  const shares = openBodyShares();
  if (config.nationalApi) {
    const signer = await signerOf(keys);
    const tokens = nationalTokens({ issuer: config.publicUrl, signer, keys: publicKeys, clients, authenticate });
    app.use(nationalApi({ tokens, upstreams, shares, logger, now }));
  }
  app.use(proxy({ upstreams, authenticate, shares }));
};
