import { digestOf } from '@ansinh/audit';
import { PayoutBatch, PayoutBatchLine } from '@ansinh/contracts/payment/api';
import { PAYOUT_KINDS } from '@ansinh/contracts/payment/kinds';
import { yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import type { Page, PageQuery } from '@ansinh/contracts/wire/common.api';
import { localDateOf } from '@ansinh/database';
import { cursorPage, NUMBER_PART } from '@ansinh/http';
import { ofAttempt, openAccount } from '../beneficiaries/sealing';
import type { PayoutBatch as StoredBatch, PayoutBatchLine as StoredLine } from '../generated/prisma/client';
import type { Tx } from '../kit';
import { findBatch } from './batch.store';
import { batchScope, requireVisibleBatch } from './batch-scope.rules';

/** All that was built: what the second person has to see, and what that one releases. */
export const builtOf = (row: StoredBatch) => ({
  batchId: row.id,
  messageId: row.messageId,
  bankBin: row.bankBin,
  executionDate: localDateOf(row.executionDate),
  payouts: row.payoutCount,
  sumVnd: vndText(vnd(row.sumVnd)),
  builtBy: row.builtBy,
  linesDigest: row.linesDigest,
});

const batchView = (row: StoredBatch): PayoutBatch => {
  const built = builtOf(row);
  return {
    ...built,
    status: PayoutBatch.shape.status.parse(row.status),
    paid: row.paidCount,
    returned: row.returnedCount,
    approvedBy: row.approvedBy,
    digest: digestOf(built),
  };
};

export const getBatch = async (tx: Tx, batchId: string): Promise<PayoutBatch> =>
  batchView(requireVisibleBatch(await findBatch(tx.db, batchId), tx.by));

/** Newest first. */
export const listBatches = (tx: Tx, query: PageQuery): Promise<Page<PayoutBatch>> =>
  cursorPage({
    query,
    parts: [Id],
    find: ([before], take) =>
      tx.db.payoutBatch.findMany({
        where: { AND: [batchScope(tx.by), before === undefined ? {} : { id: { lt: before } }] },
        orderBy: { id: 'desc' },
        take,
      }),
    cursorOf: ({ id }) => [id],
    view: batchView,
  });

const lineView = (row: StoredLine): PayoutBatchLine => ({
  lineNumber: row.lineNumber,
  payoutId: row.payoutId,
  endToEndId: row.endToEndId,
  kind: row.kind,
  period: yearMonth(row.period),
  amountVnd: vndText(vnd(row.amountVnd)),
  account: {
    bankBin: row.bankBin,
    accountNumber: openAccount(row.accountNumber, ofAttempt(row.endToEndId)),
    accountName: row.accountName,
  },
  outcome: PayoutBatchLine.shape.outcome.parse(row.outcome),
  reasonCode: row.reasonCode,
});

/** What the bank is told, line by line: who releases a batch sees all of it. @throws request.not-found */
export const listLines = async (tx: Tx, batchId: string, query: PageQuery): Promise<Page<PayoutBatchLine>> => {
  requireVisibleBatch(await findBatch(tx.db, batchId), tx.by);
  return cursorPage({
    query,
    parts: [NUMBER_PART],
    find: ([after = 0], take) =>
      tx.db.payoutBatchLine.findMany({
        where: { batchId, lineNumber: { gt: after } },
        orderBy: { lineNumber: 'asc' },
        take,
      }),
    cursorOf: ({ lineNumber }) => [String(lineNumber)],
    view: lineView,
  });
};

/** A benefit of every month has more payouts: the newest are looked for by its id, each other one by its own. */
const PAYOUTS_MAX = 12;

/** What a payout is paid for, and the batches that it went out with; the payouts of a benefit, a settlement or an advance. */
export const listRelated = async (db: Tx['db'], key: string): Promise<readonly string[]> => {
  if (!Id.safeParse(key).success) return [];
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT source_id::text AS id FROM payouts WHERE id = ${key}::uuid
    UNION SELECT line.batch_id::text
          FROM payouts CROSS JOIN generate_series(1, attempt) AS attempts (number)
               JOIN payout_batch_lines AS line
                 ON line.end_to_end_id = replace(payouts.id::text, '-', '') || '-' || attempts.number
          WHERE payouts.id = ${key}::uuid
    UNION (SELECT id::text FROM payouts WHERE kind = ANY(${Object.keys(PAYOUT_KINDS)}) AND source_id = ${key}::uuid
           ORDER BY payouts.id DESC LIMIT ${PAYOUTS_MAX})`;
  return rows.map(({ id }) => id);
};
