import { reject } from '@ansinh/contracts/catalogue/problems';
import { PayoutBatch } from '@ansinh/contracts/payment/api';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import type { Page, PageQuery } from '@ansinh/contracts/wire/common.api';
import { localDateOf } from '@ansinh/database';
import { decodeCursor, encodeCursor } from '@ansinh/http';
import { z } from 'zod';
import type { Prisma } from '../generated/prisma/client';
import type { Tx } from '../kit';
import { type BatchRow, findBatch } from './batch.store';

export const batchView = (row: BatchRow): PayoutBatch => ({
  batchId: row.id,
  messageId: row.messageId,
  bankBin: row.bankBin,
  executionDate: localDateOf(row.executionDate),
  status: PayoutBatch.shape.status.parse(row.status),
  payouts: row.payoutCount,
  sumVnd: vndText(row.sumVnd),
  paid: row.paidCount,
  returned: row.returnedCount,
  builtBy: row.builtBy,
  approvedBy: row.approvedBy,
});

/** The agency sees every batch; a bank its own, once they are approved; anybody else none. */
const visibleTo = (by: Tx['by']): Prisma.PayoutBatchWhereInput => {
  if (by.tenant.kind === 'agency') return {};
  if (by.tenant.kind === 'bank') return { bankBin: by.tenant.code, status: { not: 'built' } };
  return { id: { in: [] } };
};

const mayFind = ({ tenant }: Tx['by'], row: BatchRow): boolean =>
  tenant.kind === 'agency' || (tenant.kind === 'bank' && tenant.code === row.bankBin && row.status !== 'built');

/** @throws Rejection request.not-found, also for a batch that the tenant may not see. */
export const visibleBatch = async (tx: Tx, load: () => Promise<BatchRow | undefined>): Promise<BatchRow> => {
  const row = await load();
  if (row === undefined || !mayFind(tx.by, row)) throw reject('request.not-found');
  return row;
};

export const getBatch = async (tx: Tx, batchId: string): Promise<PayoutBatch> =>
  batchView(await visibleBatch(tx, () => findBatch(tx.db, batchId)));

/** Newest first. */
export const listBatches = async (tx: Tx, page: PageQuery): Promise<Page<PayoutBatch>> => {
  const [last] = decodeCursor(page.cursor, 1) ?? [];
  const before = z.uuid().safeParse(last);
  const rows = await tx.db.payoutBatch.findMany({
    where: { AND: [visibleTo(tx.by), before.success ? { id: { lt: before.data } } : {}] },
    orderBy: { id: 'desc' },
    take: page.pageSize + 1,
  });
  const items = rows.slice(0, page.pageSize);
  const end = items.at(-1);
  return {
    items: items.map(batchView),
    ...(rows.length > items.length && end !== undefined ? { nextCursor: encodeCursor([end.id]) } : {}),
  };
};
