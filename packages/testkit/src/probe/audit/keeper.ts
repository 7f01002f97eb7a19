import { reject } from '@ansinh/contracts/catalogue/problems';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { createKit, defineService } from '@ansinh/platform';
import { z } from 'zod';
import type { Prisma } from '../../generated/prisma/client';
import { probeService } from '../probe';

const { route, workRoute } = createKit<Prisma.TransactionClient>();

export const ID = '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b';
const common = { tag: 'Probe', permission: 'payout:batch', params: z.object({ id: Id }) } as const;
const Reply = z.object({ done: z.boolean() });
const reply = { done: true } as const;
const example = { params: { id: ID }, reply };
const Reason = z.object({ reason: z.string() });

/** Doors of each kind: some whose commands say what they do, and some that were forgotten. */
export const keeper = defineService({
  ...probeService,
  subscriptions: [],
  routes: [
    route({
      ...common,
      method: 'post',
      path: '/v1/keys/:id/silent',
      summary: 'Says nothing',
      body: Reason,
      reply: Reply,
      idempotent: true,
      example: { ...example, body: { reason: 'because' } },
      handle: async (_tx, { body }) => {
        if (body.reason === 'refuse') throw reject('request.invalid', {});
        return reply;
      },
    }),
    route({
      ...common,
      method: 'put',
      path: '/v1/keys/:id/spoken',
      summary: 'Says two things',
      reply: Reply,
      example,
      handle: async (tx, { params: { id } }) => {
        for (const state of ['open', 'closed'])
          tx.audit({
            action: 'key.turn',
            target: `key:${id}`,
            outcome: state,
            before: { state },
            after: { turned: state },
          });
        return reply;
      },
    }),
    route({
      ...common,
      method: 'get',
      path: '/v1/keys/:id',
      summary: 'Shows a person',
      shows: 'person',
      reply: Reply,
      example,
      handle: async (_tx, { params: { id } }) => {
        if (id !== ID) throw reject('request.not-found');
        return reply;
      },
    }),
    workRoute({
      ...common,
      method: 'post',
      path: '/v1/keys/:id/work',
      summary: 'Opens two transactions, of which one says something, or none',
      body: z.object({ speaks: z.boolean() }),
      reply: Reply,
      example: { ...example, body: { speaks: true } },
      handle: async ({ transact }, { params: { id }, body: { speaks } }) => {
        await transact(async () => undefined);
        if (speaks) await transact(async (tx) => tx.audit({ action: 'key.work', target: `key:${id}` }));
        return reply;
      },
    }),
  ],
});
