import { join } from 'node:path';
import { defineService } from '@ansinh/service';
import { clientRoutes } from './clients/clients.routes';
import { type GatewayConfig, gatewayConfig } from './config';
import { mountDoor } from './gateway';
import { type Prisma, PrismaClient } from './generated/prisma/client';
import { overviewRoute } from './overview/overview.routes';
import { openUpstreams, type Upstreams } from './proxy/upstreams';

/** The gateway with the settings that `configure` gives when it starts: what is wrong with them stops the start. */
export const gatewayService = (configure: () => GatewayConfig) => {
  let upstreams: Upstreams | undefined;
  const routes = [
    ...clientRoutes,
    overviewRoute(() => {
      if (upstreams === undefined) throw new Error('The gateway has not been started.');
      return upstreams;
    }),
  ];
  return defineService<Prisma.TransactionClient, PrismaClient>({
    name: 'gateway',
    client: PrismaClient,
    migrationsDir: join(__dirname, '../prisma/migrations'),
    routes,
    subscriptions: [],
    mount: async (app, context) => {
      const config = configure();
      upstreams = openUpstreams(config.serviceUrls, context.logger);
      await mountDoor(app, { context, config, upstreams, routes });
    },
  });
};

export const service = gatewayService(gatewayConfig);
