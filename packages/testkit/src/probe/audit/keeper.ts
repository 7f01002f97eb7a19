import { reject } from '@ansinh/contracts/catalogue/problems';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { createKit, defineService } from '@ansinh/platform';
import { z } from 'zod';
import type { Prisma } from '../../generated/prisma/client';
import { probeService } from '../probe';

const { route, workRoute } = createKit<Prisma.TransactionClient>();

export const ID = '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b';
export const OTHER_ID = '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5c';
const common = { tag: 'Probe', permission: 'payout:batch', params: z.object({ payoutId: Id }) } as const;
const Reply = z.object({ done: z.boolean(), at: z.string() });
export const reply = { done: true, at: 'once' } as const;
const example = { params: { payoutId: ID }, reply };
const Reason = z.object({ reason: z.string() });

/** Doors of each kind: some whose commands say what they do, and some that were forgotten. */
export const keeper = defineService({
  ...probeService,
  subscriptions: [],
  routes: [
    route({
      ...common,
      method: 'post',
      path: '/v1/payouts/:payoutId/silent',
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
      path: '/v1/payouts/:payoutId/spoken',
      summary: 'Says two things',
      reply: Reply,
      example,
      handle: async (tx, { params: { payoutId: id } }) => {
        for (const state of ['open', 'closed'])
          tx.audit({
            action: 'key.turn',
            target: `payout:${id}`,
            outcome: state,
            before: { state },
            after: { turned: state },
          });
        return reply;
      },
    }),
    route({
      ...common,
      method: 'put',
      path: '/v1/payouts/:payoutId/brief',
      summary: 'Says what it did, and not what became of it; beside it something else',
      reply: Reply,
      example,
      handle: async (tx, { params: { payoutId: id } }) => {
        tx.audit({ action: 'key.turn', target: `payout:${id}` });
        tx.audit({ action: 'key.note', target: 'import' });
        return reply;
      },
    }),
    route({
      ...common,
      method: 'get',
      path: '/v1/payouts/:payoutId',
      summary: 'Shows a person',
      shows: 'person',
      reply: Reply,
      example,
      handle: async (_tx, { params: { payoutId: id } }) => {
        if (id !== ID) throw reject('request.not-found');
        return reply;
      },
    }),
    route({
      ...common,
      params: undefined,
      method: 'get',
      path: '/v1/payouts',
      summary: 'Shows two persons in a list',
      shows: 'person',
      reply: z.object({ items: z.array(z.object({ payoutId: Id })) }),
      example: { reply: { items: [] } },
      handle: async () => ({ items: [{ payoutId: ID }, { payoutId: OTHER_ID }] }),
    }),
    route({
      ...common,
      params: undefined,
      method: 'post',
      path: '/v1/payouts/look-ups',
      summary: 'Shows a person by a number, and no id',
      shows: 'person',
      reply: Reply,
      example: { reply },
      handle: async (tx) => {
        tx.show(`participant:${ID}`);
        return reply;
      },
    }),
    workRoute({
      ...common,
      method: 'post',
      path: '/v1/payouts/:payoutId/work',
      summary: 'Opens two transactions, of which one says something, or none',
      body: z.object({ speaks: z.boolean() }),
      reply: Reply,
      example: { ...example, body: { speaks: true } },
      handle: async ({ transact }, { params: { payoutId: id }, body: { speaks } }) => {
        await transact(async () => undefined);
        if (speaks) await transact(async (tx) => tx.audit({ action: 'key.work', target: `payout:${id}` }));
        return reply;
      },
    }),
  ],
});
