import { PayoutBatch } from '@ansinh/contracts/payment/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import type { Page, PageQuery } from '@ansinh/contracts/wire/common.api';
import { localDateOf } from '@ansinh/database';
import { cursorPage } from '@ansinh/http';
import type { PayoutBatch as StoredBatch } from '../generated/prisma/client';
import type { Tx } from '../kit';
import { findBatch } from './batch.store';
import { batchScope, requireVisibleBatch } from './batch-scope.rules';

const batchView = (row: StoredBatch): PayoutBatch => ({
  batchId: row.id,
  messageId: row.messageId,
  bankBin: row.bankBin,
  executionDate: localDateOf(row.executionDate),
  status: PayoutBatch.shape.status.parse(row.status),
  payouts: row.payoutCount,
  sumVnd: vndText(vnd(row.sumVnd)),
  paid: row.paidCount,
  returned: row.returnedCount,
  builtBy: row.builtBy,
  approvedBy: row.approvedBy,
});

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
