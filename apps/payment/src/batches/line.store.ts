import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import { chunksOf, columnOf } from '@ansinh/database';
import type { Tx } from '../kit';
import type { PayoutRecord } from '../payouts/payout.rules';
import { PAYOUT_COLUMNS } from '../payouts/payout.store';
import type { SentLine } from './batch.rules';

type LineRow = PayoutRecord & {
  lineNumber: number;
  endToEndId: string;
  lineAmountVnd: Vnd;
  outcome: SentLine['outcome'];
};

/** Every line of a batch with its payout, which stays locked until the end of the transaction. */
export const lockLines = async (db: Tx['db'], batchId: string): Promise<ReadonlyMap<string, SentLine>> => {
  const rows = await db.$queryRaw<LineRow[]>`
    SELECT line_number AS "lineNumber", end_to_end_id AS "endToEndId", line.amount_vnd AS "lineAmountVnd", outcome,
      ${PAYOUT_COLUMNS}
    FROM payout_batch_lines AS line JOIN payouts ON payouts.id = line.payout_id
    WHERE line.batch_id = ${batchId}::uuid
    ORDER BY payouts.id FOR UPDATE OF payouts`;
  return new Map(
    rows.map(({ lineNumber, endToEndId, lineAmountVnd, outcome, ...payout }) => [
      endToEndId,
      { lineNumber, endToEndId, amountVnd: lineAmountVnd, outcome, payout },
    ]),
  );
};

export type LineOutcome = {
  readonly lineNumber: number;
  readonly outcome: 'pending' | 'paid' | 'returned';
  readonly reasonCode: string | null;
};

/** Writes the outcomes, then counts what the batch has become. */
export const saveOutcomes = async (db: Tx['db'], batchId: string, outcomes: readonly LineOutcome[]): Promise<void> => {
  for (const chunk of chunksOf(outcomes)) {
    await db.$executeRaw`
      UPDATE payout_batch_lines AS line SET outcome = row.outcome, reason_code = row.reason_code
      FROM unnest(${columnOf(chunk, 'lineNumber')}::int[], ${columnOf(chunk, 'outcome')}::text[],
        ${columnOf(chunk, 'reasonCode')}::text[]) AS row (line_number, outcome, reason_code)
      WHERE line.batch_id = ${batchId}::uuid AND line.line_number = row.line_number`;
  }
  await db.$executeRaw`
    UPDATE payout_batches SET status = 'reported', paid_count = counted.paid, returned_count = counted.returned
    FROM (SELECT count(*) FILTER (WHERE outcome = 'paid') AS paid, count(*) FILTER (WHERE outcome = 'returned') AS returned
          FROM payout_batch_lines WHERE batch_id = ${batchId}::uuid) AS counted
    WHERE id = ${batchId}::uuid`;
};
