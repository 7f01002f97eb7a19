import { join } from 'node:path';
import { APPROVALS_MIGRATIONS } from '@ansinh/approvals';
import { defineService } from '@ansinh/platform';
import { approvalsRoute } from './approvals/approval.routes';
import { changeRoutes } from './clients/changes/change.routes';
import { clientRoutes } from './clients/client.routes';
import { invitationJobs } from './clients/invitations/invitation.jobs';
import { invitationRoutes } from './clients/invitations/invitation.routes';
import { registrationRoutes } from './clients/registrations/registration.routes';
import { ownRoutes, rotationRoutes } from './clients/rotations/rotation.routes';
import { type GatewayConfig, gatewayConfig } from './config';
import { type Identity, mountDoor, openIdentity } from './gateway';
import { type Prisma, PrismaClient } from './generated/prisma/client';
import { type OperationsDoor, operationsRoutes } from './operations/operations.routes';
import { traceRoute } from './operations/traces/trace.routes';
import { overviewRoute } from './overview/overview.routes';
import { openUpstreams } from './proxy/upstreams';
import { keysOfSettings, requireSigningKeys } from './tokens/signing-keys/key-parts';
import { type KeysDoor, signingKeyRoutes } from './tokens/signing-keys/signing-key.routes';

type OpenDoor = OperationsDoor & KeysDoor & { readonly config: GatewayConfig; readonly identity: Identity };

/** The gateway with the settings that `configure` gives when it starts: what is wrong with them stops the start. */
export const gatewayService = (configure: () => GatewayConfig) => {
  let opened: OpenDoor | undefined;
  const door = (): OpenDoor => {
    if (opened === undefined) throw new Error('The gateway has not been started.');
    return opened;
  };
  const routes = [
    ...registrationRoutes,
    ...clientRoutes,
    ...changeRoutes,
    ...rotationRoutes,
    ...ownRoutes((...asserted) => door().identity.isAsserted(...asserted)),
    ...invitationRoutes,
    ...signingKeyRoutes(door),
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
    jobs: invitationJobs(door),
    mount: async (app, context) => {
      const config = configure();
      requireSigningKeys(config.signingKeys ?? []);
      const keys = keysOfSettings(config.signingKeys ?? []);
      const upstreams = openUpstreams(config.serviceUrls, context.logger);
      const identity = await openIdentity(context, config, keys);
      opened = { upstreams, status: context.status, config, identity, keysOfSettings: keys };
      mountDoor(app, { context, config, upstreams, routes, identity });
    },
  });
};

export const service = gatewayService(gatewayConfig);
