import type { TransactionClient } from '@ansinh/database';
import type { Heads } from './order.rules';

/** Another transaction moved the head of an aggregate meanwhile: the same work may be done again at once. */
export class OrderConflict extends Error {
  override readonly name = 'OrderConflict';
}

/** @throws OrderConflict when a head is not where the caller had read it */
export const moveHeads = async (db: TransactionClient, topic: string, heads: Heads): Promise<void> => {
  if (heads.size === 0) return;
  const rows = [...heads].sort(([one], [other]) => (one < other ? -1 : 1));
  const moved = await db.$executeRaw`
    INSERT INTO platform.aggregate_heads (topic, subject, sequence, previous)
    SELECT ${topic}, subject, sequence, previous
    FROM unnest(${rows.map(([subject]) => subject)}::text[], ${rows.map(([, { to }]) => to)}::bigint[],
                ${rows.map(([, { from }]) => from)}::bigint[]) AS rows (subject, sequence, previous)
    ON CONFLICT (topic, subject) DO UPDATE SET sequence = excluded.sequence, previous = excluded.previous
    WHERE aggregate_heads.sequence = excluded.previous`;
  if (moved !== rows.length) throw new OrderConflict('the head of an aggregate was moved by another transaction');
};

/** How far an aggregate is; 0 when nothing of it was handled yet. */
export const headOf = async (db: TransactionClient, topic: string, subject: string): Promise<number> => {
  const [row] = await db.$queryRaw<{ sequence: bigint }[]>`
    SELECT sequence FROM platform.aggregate_heads WHERE topic = ${topic} AND subject = ${subject}`;
  return Number(row?.sequence ?? 0);
};
