import { chunksOf, columnOf } from '@ansinh/database';
import type { SealedColumn } from '@ansinh/secrets';
import { ofAttempt } from '../beneficiaries/sealing';
import type { Tx } from '../kit';
import { lockPayoutsOfBatch } from '../payouts/payout.store';
import type { BatchStatus, SentLine } from './batch.rules';

type LineRow = Omit<SentLine, 'payout'> & { readonly payoutId: string };

/**
 * Every line of a batch by its name for the bank, with its payout as long as that is in the batch: it stays locked until
 * the end of the transaction.
 */
export const lockLines = async (db: Tx['db'], batchId: string): Promise<ReadonlyMap<string, SentLine>> => {
  const payouts = new Map((await lockPayoutsOfBatch(db, batchId)).map((payout) => [payout.id, payout]));
  const rows = await db.$queryRaw<LineRow[]>`
    SELECT line_number AS "lineNumber", end_to_end_id AS "endToEndId", amount_vnd AS "amountVnd", outcome,
      payout_id AS "payoutId"
    FROM payout_batch_lines WHERE batch_id = ${batchId}::uuid ORDER BY payout_id`;
  return new Map(rows.map(({ payoutId, ...line }) => [line.endToEndId, { ...line, payout: payouts.get(payoutId) }]));
};

export type LineOutcome = {
  readonly lineNumber: number;
  readonly outcome: 'pending' | 'paid' | 'returned';
  readonly reasonCode: string | null;
};

/** Writes the outcomes and what the batch has become, with its counts. */
export const saveOutcomes = async (
  db: Tx['db'],
  { batchId, status }: { readonly batchId: string; readonly status: BatchStatus },
  outcomes: readonly LineOutcome[],
): Promise<void> => {
  for (const chunk of chunksOf(outcomes)) {
    await db.$executeRaw`
      UPDATE payout_batch_lines AS line SET outcome = row.outcome, reason_code = row.reason_code
      FROM unnest(${columnOf(chunk, 'lineNumber')}::int[], ${columnOf(chunk, 'outcome')}::text[],
        ${columnOf(chunk, 'reasonCode')}::text[]) AS row (line_number, outcome, reason_code)
      WHERE line.batch_id = ${batchId}::uuid AND line.line_number = row.line_number`;
  }
  await db.$executeRaw`
    UPDATE payout_batches SET status = ${status}, paid_count = counted.paid, returned_count = counted.returned
    FROM (SELECT count(*) FILTER (WHERE outcome = 'paid') AS paid, count(*) FILTER (WHERE outcome = 'returned') AS returned
          FROM payout_batch_lines WHERE batch_id = ${batchId}::uuid) AS counted
    WHERE id = ${batchId}::uuid`;
};

/** Where banks are asked to pay, as a column of sealed values: that of a payout is copied when its batch is built. */
export const LINE_ACCOUNTS: SealedColumn<Tx['db']> = {
  name: 'payout_batch_lines.account_number',
  count: (db) => db.$queryRaw`
    SELECT CASE WHEN starts_with(account_number, 'v1.') THEN split_part(account_number, '.', 2) ELSE '' END AS key,
      count(*)::int AS values
    FROM payout_batch_lines GROUP BY 1 ORDER BY 1`,
  next: (db, { after, limit }) => db.$queryRaw`
    SELECT end_to_end_id AS key FROM payout_batch_lines WHERE end_to_end_id > ${after} ORDER BY payout_batch_lines.end_to_end_id LIMIT ${limit}`,
  load: async (db, { prefix, after, until }) => {
    const rows = await db.$queryRaw<{ key: string; value: string }[]>`
      SELECT end_to_end_id AS key, account_number AS value FROM payout_batch_lines
      WHERE end_to_end_id > ${after} AND end_to_end_id <= ${until} AND NOT starts_with(account_number, ${prefix})
      FOR NO KEY UPDATE SKIP LOCKED`;
    return rows.map((row) => ({ ...row, owner: ofAttempt(row.key) }));
  },
  save: (db, values) => db.$executeRaw`
    UPDATE payout_batch_lines SET account_number = row.value
    FROM unnest(${columnOf(values, 'key')}::text[], ${columnOf(values, 'value')}::text[]) AS row (key, value)
    WHERE payout_batch_lines.end_to_end_id = row.key`,
};
