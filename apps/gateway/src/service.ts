import { join } from 'node:path';
import { APPROVALS_MIGRATIONS } from '@ansinh/approvals';
import { defineService } from '@ansinh/platform';
import { approvalsRoute } from './approvals/approval.routes';
import { clientRoutes } from './clients/client.routes';
import { type GatewayConfig, gatewayConfig } from './config';
import { forgetConsoleSessionsJob } from './console-sessions/console-session.jobs';
import { mountDoor } from './gateway';
import { type Prisma, PrismaClient } from './generated/prisma/client';
import { accountRoutes } from './identity/accounts/account.routes';
import { type IdentityKeys, openIdentityKeys } from './identity/accounts/identity-keys';
import { credentialRoutes } from './identity/credentials/credential.routes';
import { openingRoutes } from './identity/openings/opening.routes';
import { passkeyRoutes } from './identity/passkeys/passkey.routes';
import { type Site, siteOf } from './identity/passkeys/passkey-check';
import { forgetSessionsJob } from './identity/sessions/session.jobs';
import { sessionRoutes } from './identity/sessions/session.routes';
import { signInRoutes } from './identity/sign-ins/sign-in.routes';
import { type OperationsDoor, operationsRoutes } from './operations/operations.routes';
import { traceRoute } from './operations/traces/trace.routes';
import { overviewRoute } from './overview/overview.routes';
import { openUpstreams } from './proxy/upstreams';
import { forgetRecordsJob } from './tokens/records/record.jobs';

/** What only the settings of the start say. */
type Opened = OperationsDoor & { readonly keys: IdentityKeys; readonly site: Site };

/** The gateway with the settings that `configure` gives when it starts: what is wrong with them stops the start. */
export const gatewayService = (configure: () => GatewayConfig) => {
  let opened: Opened | undefined;
  const door = (): Opened => {
    if (opened === undefined) throw new Error('The gateway has not been started.');
    return opened;
  };
  const keys = (): IdentityKeys => door().keys;
  const routes = [
    ...clientRoutes,
    ...accountRoutes(keys),
    ...openingRoutes(keys),
    ...sessionRoutes,
    ...signInRoutes,
    ...credentialRoutes(keys),
    ...passkeyRoutes(door),
    overviewRoute(() => door().upstreams),
    ...operationsRoutes(door),
    traceRoute(door),
    approvalsRoute(door),
  ];
  return defineService<Prisma.TransactionClient, PrismaClient>({
    name: 'gateway',
    client: PrismaClient,
    migrationsDir: join(__dirname, '../prisma/migrations'),
    packageMigrations: [APPROVALS_MIGRATIONS],
    routes,
    subscriptions: [],
    jobs: [forgetRecordsJob, forgetSessionsJob, forgetConsoleSessionsJob],
    mount: async (app, context) => {
      const config = configure();
      const upstreams = openUpstreams(config.serviceUrls, context.logger);
      const { personKey, publicUrl } = config;
      opened = { upstreams, status: context.status, keys: openIdentityKeys(personKey), site: siteOf(publicUrl) };
      await mountDoor(app, { context, config, upstreams, routes, identity: opened });
    },
  });
};

export const service = gatewayService(gatewayConfig);
