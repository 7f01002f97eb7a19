import { Settlement } from '@ansinh/contracts/health-insurance/settlements.api';
import { type YearMonth, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { hundredths, hundredthsText, minus, type Vnd, vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import type { Page } from '@ansinh/contracts/wire/common.api';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { cursorPage } from '@ansinh/http';
import type { Settlement as SettlementRow } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import { facilityScope } from '../../scopes/facility-scope.rules';

const settlementOf = (row: SettlementRow, advanceUsedVnd: Vnd): Settlement => ({
  settlementId: row.settlementId,
  facilityCode: row.facilityCode,
  month: yearMonth(row.month),
  claims: row.claims,
  totalInScope: hundredthsText(hundredths(row.totalInScope)),
  coPayment: hundredthsText(hundredths(row.coPayment)),
  fundPays: hundredthsText(hundredths(row.fundPays)),
  amountVnd: vndText(vnd(row.amountVnd)),
  advanceUsedVnd: vndText(advanceUsedVnd),
  restVnd: vndText(minus(vnd(row.amountVnd), advanceUsedVnd)),
  status: Settlement.shape.status.parse(row.status),
  approvedAt: row.approvedAt.toISOString(),
});

/** What settlements took of advances, in their order; 0 for those that took nothing. */
const withAdvances = async (db: Tx['db'], rows: readonly SettlementRow[]): Promise<Settlement[]> => {
  const uses = await db.advanceUse.groupBy({
    by: 'settlementId',
    where: { settlementId: { in: rows.map(({ settlementId }) => settlementId) } },
    _sum: { amountVnd: true },
  });
  const used = new Map(uses.map(({ settlementId, _sum }) => [settlementId, vnd(_sum.amountVnd ?? 0n)]));
  return rows.map((row) => settlementOf(row, used.get(row.settlementId) ?? vnd(0n)));
};

export const getSettlement = async (db: Tx['db'], settlementId: string): Promise<Settlement> => {
  const [settlement] = await withAdvances(db, [await db.settlement.findUniqueOrThrow({ where: { settlementId } })]);
  if (settlement === undefined) throw new Error('a settlement that was found has a view');
  return settlement;
};

export type SettlementFilter = {
  readonly month?: YearMonth | undefined;
  readonly facilityCode?: string | undefined;
  readonly pageSize: number;
  readonly cursor?: string | undefined;
};

/** Settlements, the newest first. A facility lists its own, whatever it asks for. */
export const listSettlements = async (
  db: Tx['db'],
  by: Principal,
  filter: SettlementFilter,
): Promise<Page<Settlement>> => {
  const { items, ...next } = await cursorPage({
    query: filter,
    parts: [Id],
    find: ([before], take) =>
      db.settlement.findMany({
        where: {
          AND: [filter.facilityCode === undefined ? {} : { facilityCode: filter.facilityCode }, facilityScope(by)],
          ...(filter.month === undefined ? {} : { month: filter.month }),
          ...(before === undefined ? {} : { settlementId: { lt: before } }),
        },
        orderBy: { settlementId: 'desc' },
        take,
      }),
    cursorOf: ({ settlementId }) => [settlementId],
    view: (row) => row,
  });
  return { items: await withAdvances(db, items), ...next };
};
