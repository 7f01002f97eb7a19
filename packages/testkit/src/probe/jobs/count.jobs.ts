import { reject } from '@ansinh/contracts/catalogue/problems';
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { createKit, type ServiceTx } from '@ansinh/platform';
import { z } from 'zod';
import type { Prisma } from '../../generated/prisma/client';

type Tx = ServiceTx<Prisma.TransactionClient>;
const { job, chunkedJob, scheduledJob } = createKit<Prisma.TransactionClient>();

/** What a job says of itself: the counter that it moves, and what happens to it. */
export const Work = z.object({
  id: Id,
  /** `down`: each attempt fails; `refused`: the rules do not want it; `once`: the first attempt fails. */
  fate: z.enum(['good', 'down', 'refused', 'once']).default('good'),
});

/** The counter of what the scheduled job did. */
export const DAILY = '00000000-0000-7000-8000-00000000da11';

const count = async ({ db }: Tx, id: string, by = 1): Promise<number> => {
  const [row] = await db.$queryRaw<{ total: bigint }[]>`
    INSERT INTO counters (id, total, version) VALUES (${id}::uuid, ${by}::int, 1)
    ON CONFLICT (id) DO UPDATE SET total = counters.total + ${by}::int, version = counters.version + 1
    RETURNING total`;
  return Number(row?.total);
};

const tell = (tx: Tx, id: string, version: number): void =>
  tx.append(
    PayoutPaid,
    {
      payoutId: id,
      kind: 'pension',
      sourceId: id,
      beneficiary: { kind: 'participant', id },
      period: '2026-10',
      amountVnd: '1',
      channel: 'bank',
      paidAt: tx.now.toISOString(),
    },
    { id, version },
  );

/** One transaction: counts, tells. */
export const countLater = job({
  name: 'count-later',
  summary: 'Moves a counter by one',
  data: Work,
  attempts: 3,
  handle: async (tx, { data: { id, fate } }) => {
    tell(tx, id, await count(tx, id));
    if (fate === 'down') throw new Error('the counter is broken, says Nguyễn Văn A');
    if (fate === 'refused') throw reject('request.not-found');
  },
  ended: (tx, { data, how, attempts }) => count(tx, endsOf(data.id, how), attempts),
});

/** The counter of the attempts of jobs of a counter that ended so, without their effect. */
export const endsOf = (id: string, how: 'failed' | 'cancelled'): string => {
  const last = Number.parseInt(id.slice(-1), 16) ^ (how === 'failed' ? 1 : 2);
  return `${id.slice(0, -1)}${last.toString(16)}`;
};

/** Reaches outside, then counts how far it came. */
export const reachLater = job({
  name: 'reach-later',
  summary: 'Asks somebody outside, then moves a counter',
  data: Work,
  reach: async ({ id, fate }, { attempt, read }) => {
    if (fate === 'down' || (fate === 'once' && attempt === 1)) throw new Error('nobody answers');
    const row = await read(({ db }) => db.counter.findUnique({ where: { id } }));
    return { found: row?.total ?? 0n, attempt };
  },
  handle: async (tx, { data, result }) => {
    if (fits(result)) await count(tx, data.id);
  },
});

const fits = ({ found, attempt }: { found: bigint; attempt: number }): boolean => found >= 0n && attempt > 0;

export const countDaily = scheduledJob({
  name: 'count-daily',
  summary: 'Moves the counter of days by one',
  schedule: '30 5 * * *',
  handle: (tx) => count(tx, DAILY),
});

/** Counters of one chunk of a backfill. */
const CHUNK = 2;

/** A backfill: every counter is moved by one, two at a time. */
export const countAll = chunkedJob({
  name: 'count-all',
  summary: 'Moves every counter by one',
  cursor: z.object({ after: Id }),
  chunk: async ({ db }, { after }) => {
    const rows = await db.$queryRaw<{ id: string }[]>`
      UPDATE counters SET total = total + 1, version = version + 1
      WHERE id IN (SELECT id FROM counters WHERE id > ${after}::uuid ORDER BY id LIMIT ${CHUNK})
      RETURNING id::text`;
    const last = rows
      .map(({ id }) => id)
      .sort()
      .at(-1);
    return rows.length < CHUNK || last === undefined ? undefined : { after: last };
  },
});
