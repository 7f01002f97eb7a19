import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { BankBin } from '@ansinh/contracts/vocabulary/identifiers';
import { dateColumn } from '@ansinh/database';
import type { z } from 'zod';
import type { PayoutBatch } from '../generated/prisma/client';
import type { Tx } from '../kit';

export type BatchRow = PayoutBatch;

export type NewBatch = {
  readonly id: string;
  readonly messageId: string;
  readonly bankBin: z.infer<typeof BankBin>;
  readonly executionDate: LocalDate;
};

/**
 * Takes every bank payout that is ready into one new batch, in one statement: rows are locked, so that of two batches
 * built at once each payout stands in one. False when nothing is ready.
 */
export const insertBatch = async (tx: Tx, batch: NewBatch): Promise<boolean> => {
  const [counted] = await tx.db.$queryRaw<{ lines: number }[]>`
    WITH ready AS MATERIALIZED (
      SELECT * FROM payouts WHERE channel = 'bank' AND status = 'created' AND batch_id IS NULL ORDER BY id FOR UPDATE),
    batch AS (
      INSERT INTO payout_batches (id, message_id, bank_bin, execution_date, status, payout_count, sum_vnd, built_by, built_at)
      SELECT ${batch.id}::uuid, ${batch.messageId}, ${batch.bankBin}, ${dateColumn(batch.executionDate)}::date, 'built',
        count(*), sum(amount_vnd), ${tx.by.subject}, ${tx.now}
      FROM ready HAVING count(*) > 0
      RETURNING id),
    lines AS (
      INSERT INTO payout_batch_lines (batch_id, line_number, payout_id, end_to_end_id, kind, period, amount_vnd, bank_bin,
        account_number, account_name)
      SELECT batch.id, row_number() OVER (ORDER BY ready.id), ready.id,
        replace(ready.id::text, '-', '') || '-' || attempt, kind, period, amount_vnd, bank_bin, account_number, account_name
      FROM ready CROSS JOIN batch
      RETURNING payout_id),
    taken AS (
      UPDATE payouts SET batch_id = batch.id FROM ready CROSS JOIN batch WHERE payouts.id = ready.id
      RETURNING payouts.id)
    SELECT (SELECT count(*) FROM lines)::int AS lines, (SELECT count(*) FROM taken)::int AS taken`;
  return counted !== undefined && counted.lines > 0;
};

export const findBatch = async (db: Tx['db'], id: string): Promise<BatchRow | undefined> =>
  (await db.payoutBatch.findUnique({ where: { id } })) ?? undefined;

export const lockBatch = async (db: Tx['db'], id: string): Promise<BatchRow | undefined> => {
  await db.$queryRaw`SELECT FROM payout_batches WHERE id = ${id}::uuid FOR UPDATE`;
  return findBatch(db, id);
};

/**
 * Releases a batch: from now on the bank may pay at any moment, so its payouts count as sent although the file is
 * fetched later.
 */
export const saveApproval = async (tx: Tx, batch: BatchRow): Promise<void> => {
  await tx.db.payoutBatch.update({
    where: { id: batch.id },
    data: { status: 'approved', approvedBy: tx.by.subject, approvedAt: tx.now },
  });
  const sent = await tx.db.$executeRaw`
    UPDATE payouts SET status = 'sent' WHERE batch_id = ${batch.id}::uuid AND status = 'created'`;
  if (sent !== batch.payoutCount) throw new Error(`batch ${batch.id} has ${batch.payoutCount} lines, ${sent} to send`);
};

/** A bank has read its file; a statement of its own, since reading needs no transaction. */
export const markFetched = async (db: Tx['db'], batchId: string): Promise<void> => {
  await db.payoutBatch.updateMany({ where: { id: batchId, status: 'approved' }, data: { status: 'fetched' } });
};
