import { join } from 'node:path';
import { reject } from '@ansinh/contracts/catalogue/problems';
import { InstantText } from '@ansinh/contracts/vocabulary/calendar';
import { createKit, defineService } from '@ansinh/platform';
import { z } from 'zod';
import { type Prisma, PrismaClient } from '../../generated/prisma/client';
import { countAll, countDaily, countLater, reachLater, Work } from './count.jobs';

const { route } = createKit<Prisma.TransactionClient>();

/** Queues what it is told to; refuses afterwards when it is told that, too. */
const Order = z.object({
  work: Work,
  by: z.enum(['count-later', 'reach-later']).default('count-later'),
  key: z.string().optional(),
  notBefore: InstantText.optional(),
  thenRefuse: z.boolean().default(false),
});

const Queued = z.object({ isQueued: z.boolean() });

/** The smallest service with jobs: the promises of packages/jobs are tested on it, in rooms and as killed processes. */
export const jobProbeService = defineService({
  name: 'payment',
  client: PrismaClient,
  migrationsDir: join(__dirname, '../../../prisma/migrations'),
  routes: [
    route({
      method: 'post',
      path: '/v1/orders',
      summary: 'Queue a job',
      tag: 'Probe',
      permission: 'payout:batch',
      body: Order,
      reply: Queued,
      status: 202,
      example: {
        body: { work: { id: '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b', fate: 'good' } },
        reply: { isQueued: true },
      },
      handle: async (tx, { body: { work, by, key, notBefore, thenRefuse } }) => {
        tx.enqueue(by === 'count-later' ? countLater : reachLater, work, {
          ...(key === undefined ? {} : { key }),
          ...(notBefore === undefined ? {} : { notBefore: new Date(notBefore) }),
        });
        if (thenRefuse) throw reject('request.not-found');
        return { isQueued: true };
      },
    }),
    route({
      method: 'get',
      path: '/v1/orders',
      summary: 'Queue a job where nothing may be',
      tag: 'Probe',
      permission: 'payout:read',
      reply: Queued,
      example: { reply: { isQueued: true } },
      handle: async (tx) => {
        tx.enqueue(countDaily, { day: '2026-10-05' });
        return { isQueued: true };
      },
    }),
  ],
  subscriptions: [],
  jobs: [countLater, reachLater, countDaily, countAll],
});
