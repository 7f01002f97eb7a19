import { join } from 'node:path';
import { APPROVALS_MIGRATIONS } from '@ansinh/approvals';
import { defineService } from '@ansinh/platform';
import { approvalsRoute } from './approvals/approval.routes';
import { clientRoutes } from './clients/client.routes';
import { type GatewayConfig, gatewayConfig } from './config';
import { mountDoor } from './gateway';
import { type Prisma, PrismaClient } from './generated/prisma/client';
import { type OperationsDoor, operationsRoutes } from './operations/operations.routes';
import { traceRoute } from './operations/traces/trace.routes';
import { overviewRoute } from './overview/overview.routes';
import { openUpstreams } from './proxy/upstreams';

/** The gateway with the settings that `configure` gives when it starts: what is wrong with them stops the start. */
export const gatewayService = (configure: () => GatewayConfig) => {
  let opened: OperationsDoor | undefined;
  const door = (): OperationsDoor => {
    if (opened === undefined) throw new Error('The gateway has not been started.');
    return opened;
  };
  const routes = [
    ...clientRoutes,
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
    mount: async (app, context) => {
      const config = configure();
      const upstreams = openUpstreams(config.serviceUrls, context.logger);
      opened = { upstreams, status: context.status };
      await mountDoor(app, { context, config, upstreams, routes });
    },
  });
};

export const service = gatewayService(gatewayConfig);
