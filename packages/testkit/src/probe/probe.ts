import { join } from 'node:path';
import { reject } from '@ansinh/contracts/catalogue/problems';
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { PositiveVndAmount, VndAmount, vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import { createKit, defineService } from '@ansinh/platform';
import { z } from 'zod';
import { type Prisma, PrismaClient } from '../generated/prisma/client';

const { route, subscription } = createKit<Prisma.TransactionClient>();

const Counter = z.object({ id: Id, total: VndAmount, version: z.int() });
const Params = z.object({ id: Id });

type Row = { total: bigint; version: number };

const ID = '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b';
const EXAMPLE = { params: { id: ID }, reply: { id: ID, total: '1250000', version: 1 } } as const;

/** Adds to a counter, locks it meanwhile, and answers its new state. */
const add = async (db: Prisma.TransactionClient, id: string, amount: bigint): Promise<Row> => {
  const [row] = await db.$queryRaw<Row[]>`
    INSERT INTO counters (id, total, version) VALUES (${id}::uuid, ${amount}, 1)
    ON CONFLICT (id) DO UPDATE SET total = counters.total + EXCLUDED.total, version = counters.version + 1
    RETURNING total, version`;
  if (row === undefined) throw new Error('an upsert returns its row');
  return row;
};

/**
 * The smallest service: a command that changes a row and publishes, a consumer that counts. The platform's own promises
 * (idempotency, outbox, relay, inbox, dead letters) are tested on it.
 */
export const probeService = defineService({
  name: 'payment',
  client: PrismaClient,
  migrationsDir: join(__dirname, '../../prisma/migrations'),
  routes: [
    route({
      method: 'post',
      path: '/v1/counters/:id/additions',
      summary: 'Add to a counter',
      tag: 'Probe',
      permission: 'payout:batch',
      params: Params,
      body: z.object({ amountVnd: PositiveVndAmount }),
      reply: Counter,
      status: 201,
      idempotent: true,
      example: { ...EXAMPLE, body: { amountVnd: '1250000' } },
      handle: async (tx, { params, body }) => {
        if (body.amountVnd === '13')
          throw reject('request.invalid', { errors: [{ pointer: '/amountVnd', detail: 'never 13' }] });
        const { total, version } = await add(tx.db, params.id, BigInt(body.amountVnd));
        tx.append(
          PayoutPaid,
          {
            payoutId: params.id,
            kind: 'pension',
            sourceId: params.id,
            beneficiary: { kind: 'participant', id: params.id },
            period: '2026-10',
            amountVnd: body.amountVnd,
            channel: 'bank',
            paidAt: tx.now.toISOString(),
          },
          { id: params.id, version },
        );
        return { id: params.id, total: vndText(vnd(total)), version };
      },
    }),
    route({
      method: 'get',
      path: '/v1/counters/:id',
      summary: 'Read a counter',
      tag: 'Probe',
      permission: 'payout:read',
      params: Params,
      reply: Counter,
      example: EXAMPLE,
      handle: async (tx, { params }) => {
        const row = await tx.db.counter.findUnique({ where: { id: params.id } });
        if (row === null) throw reject('request.not-found');
        return { id: row.id, total: vndText(vnd(row.total)), version: row.version };
      },
    }),
  ],
  subscriptions: [
    // Events are counted on another counter than the one of their command: the last digit of its id is changed.
    subscription({
      on: PayoutPaid,
      handle: (tx, { data }) => add(tx.db, mirrorOf(data.payoutId), BigInt(data.amountVnd)),
    }),
  ],
});

/** The id of the counter on which the events of a counter are counted. */
export const mirrorOf = (id: string): string => `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;
