import { PayoutBatch } from '@ansinh/contracts/payment/api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { BankBin } from '@ansinh/contracts/vocabulary/identifiers';
import { type Vnd, vnd } from '@ansinh/contracts/vocabulary/money';
import { dateColumn } from '@ansinh/database';
import type { z } from 'zod';
import type { PayoutBatch as StoredBatch } from '../generated/prisma/client';
import type { Tx } from '../kit';
import { takeReadyForBatch } from '../payouts/payout.store';
import type { BatchStatus } from './batch.rules';

export type BatchRow = Omit<StoredBatch, 'status' | 'sumVnd'> & { readonly status: BatchStatus; readonly sumVnd: Vnd };

export type NewBatch = {
  readonly id: string;
  readonly messageId: string;
  readonly bankBin: z.infer<typeof BankBin>;
  readonly executionDate: LocalDate;
  /** The person behind the account that builds it. */
  readonly builtByKey: string;
};

/** Builds one new batch of every payout that is ready; its lines are those that were taken. False when nothing is ready. */
export const insertBatch = async (tx: Pick<Tx, 'db' | 'by' | 'now'>, batch: NewBatch): Promise<boolean> => {
  const { id, messageId, bankBin, executionDate, builtByKey } = batch;
  const { payouts, sumVnd } = await takeReadyForBatch(tx.db, id);
  if (payouts === 0) return false;
  const lines = await tx.db.$executeRaw`
    WITH batch AS (
      INSERT INTO payout_batches (id, message_id, bank_bin, execution_date, status, payout_count, sum_vnd, built_by,
        built_by_key, built_at)
      VALUES (${id}::uuid, ${messageId}, ${bankBin}, ${dateColumn(executionDate)}::date, 'built', ${payouts}, ${sumVnd},
        ${tx.by.subject}, ${builtByKey}, ${tx.now}))
    INSERT INTO payout_batch_lines (batch_id, line_number, payout_id, end_to_end_id, kind, period, amount_vnd, bank_bin,
      account_number, account_name)
    SELECT batch_id, row_number() OVER (ORDER BY id), id, replace(id::text, '-', '') || '-' || attempt, kind, period,
      amount_vnd, bank_bin, account_number, account_name
    FROM payouts WHERE batch_id = ${id}::uuid`;
  if (lines !== payouts) throw new Error(`batch ${id} took ${payouts} payouts, but has ${lines} lines`);
  await sealLines(tx.db, id);
  return true;
};

/** What a bank is to be told never changes: who releases the batch names by its digest all of it. */
const sealLines = async (db: Tx['db'], batchId: string): Promise<void> => {
  await db.$executeRaw`
    UPDATE payout_batches SET lines_digest = (
      SELECT encode(sha256(convert_to(string_agg(concat_ws('|', line_number, end_to_end_id, kind, period, amount_vnd,
               bank_bin, account_number, account_name), E'\n' ORDER BY line_number), 'UTF8')), 'hex')
      FROM payout_batch_lines WHERE batch_id = ${batchId}::uuid)
    WHERE id = ${batchId}::uuid`;
};

export const findBatch = async (db: Tx['db'], id: string): Promise<BatchRow | undefined> => {
  const row = await db.payoutBatch.findUnique({ where: { id } });
  return row === null
    ? undefined
    : { ...row, status: PayoutBatch.shape.status.parse(row.status), sumVnd: vnd(row.sumVnd) };
};

export const lockBatch = async (db: Tx['db'], id: string): Promise<BatchRow | undefined> => {
  await db.$queryRaw`SELECT FROM payout_batches WHERE id = ${id}::uuid FOR UPDATE`;
  return findBatch(db, id);
};

export const saveApproval = async (
  tx: Tx,
  id: string,
  { status, approvedByKey }: { readonly status: BatchStatus; readonly approvedByKey: string },
): Promise<void> => {
  const approved = { approvedBy: tx.by.subject, approvedByKey, approvedAt: tx.now };
  await tx.db.payoutBatch.update({ where: { id }, data: { status, ...approved } });
};

/**
 * A bank has read its file. Reading needs no transaction and locks nothing, so the statement asks for the status once
 * more: a batch that was reported meanwhile stays so, as `moveBatch` says.
 */
export const markFetched = async (db: Tx['db'], batchId: string): Promise<void> => {
  await db.payoutBatch.updateMany({ where: { id: batchId, status: 'approved' }, data: { status: 'fetched' } });
};
