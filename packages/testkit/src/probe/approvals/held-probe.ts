import { reject } from '@ansinh/contracts/catalogue/problems';
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { PositiveVndAmount, VndAmount, vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import { newId } from '@ansinh/database';
import { createKit, defineService, type ServiceTx } from '@ansinh/platform';
import { z } from 'zod';
import type { Prisma } from '../../generated/prisma/client';
import { probeService } from '../probe';

type Tx = ServiceTx<Prisma.TransactionClient>;
const { route, workRoute } = createKit<Prisma.TransactionClient>();

const Counter = z.object({ id: Id, total: VndAmount, version: z.int() });
const Opened = Counter.extend({ openedAt: z.iso.datetime() });
const Params = z.object({ id: Id });

const ID = '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b';
const REPLY = { id: ID, total: '1250000', version: 1 } as const;
const TAG = 'Probe';
const LIMIT = 1_000_000n;

type Row = { readonly total: bigint; readonly version: number };

const counterOf = (id: string, { total, version }: Row) => ({ id, total: vndText(vnd(total)), version });

const findCounter = async ({ db }: Tx, id: string): Promise<z.input<typeof Counter> | null> => {
  const row = await db.counter.findUnique({ where: { id } });
  return row === null ? null : counterOf(id, row);
};

const add = async ({ db }: Tx, id: string, amount: bigint): Promise<Row> => {
  const [row] = await db.$queryRaw<Row[]>`
    INSERT INTO counters (id, total, version) VALUES (${id}::uuid, ${amount}, 1)
    ON CONFLICT (id) DO UPDATE SET total = counters.total + EXCLUDED.total, version = counters.version + 1
    RETURNING total, version`;
  if (row === undefined) throw new Error('an upsert returns its row');
  if (row.total > LIMIT) throw reject('payout.redirected-too-often');
  return row;
};

const tell = (tx: Tx, id: string, { version }: Row, amountVnd: string): void =>
  tx.append(
    PayoutPaid,
    {
      payoutId: id,
      kind: 'pension',
      sourceId: id,
      beneficiary: { kind: 'participant', id },
      period: '2026-10',
      amountVnd,
      channel: 'bank',
      paidAt: tx.now.toISOString(),
    },
    { id, version },
  );

/** One number a line. */
const sumsOf = async (content: Buffer): Promise<readonly bigint[]> => {
  const lines = content.toString('utf8').trim().split('\n');
  if (lines.some((line) => !/^\d+$/.test(line))) throw reject('catalogue.unreadable', { reason: 'no number' });
  return lines.map(BigInt);
};

/** Acts of all forms that wait for a second person, on the counters of the probe. */
export const heldProbe = defineService({
  ...probeService,
  subscriptions: [],
  routes: [
    route({
      method: 'post',
      path: '/v1/counters/:id/additions',
      summary: 'Add to a counter',
      tag: TAG,
      permission: 'payout:batch',
      params: Params,
      body: z.object({ amountVnd: PositiveVndAmount }),
      reply: Counter,
      status: 201,
      idempotent: true,
      twoPersons: { decide: 'approval:decide', now: (tx, { params }) => findCounter(tx, params.id) },
      example: { params: { id: ID }, body: { amountVnd: '1250000' }, reply: REPLY },
      handle: async (tx, { params: { id }, body: { amountVnd } }) => {
        const row = await add(tx, id, BigInt(amountVnd));
        tell(tx, id, row, amountVnd);
        return counterOf(id, row);
      },
    }),
    route({
      method: 'post',
      path: '/v1/counters',
      summary: 'Open a counter',
      tag: TAG,
      permission: 'payout:batch',
      body: z.object({ amountVnd: PositiveVndAmount }),
      reply: Opened,
      status: 201,
      twoPersons: { decide: 'approval:decide' },
      example: { body: { amountVnd: '1250000' }, reply: { ...REPLY, openedAt: '2026-10-05T01:30:00.000Z' } },
      handle: async (tx, { body }) => {
        const id = newId();
        const row = await add(tx, id, BigInt(body.amountVnd));
        tx.audit({ action: 'counter.open', target: `payout:${id}` });
        return { ...counterOf(id, row), openedAt: tx.now.toISOString() };
      },
    }),
    route({
      method: 'post',
      path: '/v1/counter-closings',
      summary: 'Tell what stands on all counters; the answer is how many there are',
      tag: TAG,
      permission: 'payout:batch',
      reply: z.object({ counters: z.int() }),
      idempotent: true,
      twoPersons: { decide: 'approval:decide' },
      example: { reply: { counters: 2 } },
      handle: async (tx) => {
        const rows = await tx.db.$queryRaw<(Row & { readonly id: string })[]>`
          UPDATE counters SET version = version + 1 RETURNING id::text, total, version`;
        for (const { id, ...row } of rows) tell(tx, id, row, String(row.total));
        return { counters: rows.length };
      },
    }),
    workRoute({
      method: 'put',
      path: '/v1/counters/:id/list',
      summary: 'Add a list of numbers, each in a transaction of its own',
      tag: TAG,
      permission: 'payout:read',
      params: Params,
      rawBody: { contentTypes: ['text/csv'], limitBytes: 20_000_000 },
      readFile: sumsOf,
      reply: z.object({ lines: z.int() }),
      twoPersons: {
        decide: 'approval:decide',
        alone: ['bank'],
        rows: async (tx, { params: { id }, content }) => {
          const before = await findCounter(tx, id);
          return content.map((amount, index) => ({
            row: index + 1,
            key: id,
            before,
            after: { ...before, adds: String(amount) },
          }));
        },
      },
      example: { params: { id: ID }, file: { contentType: 'text/csv', text: '1\n2' }, reply: { lines: 2 } },
      handle: async ({ transact }, { params, content }) => {
        for (const amount of content) await transact((tx) => add(tx, params.id, amount));
        return { lines: content.length };
      },
    }),
  ],
});
