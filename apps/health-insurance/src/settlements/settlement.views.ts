import type { Page, Principal, Settlement, YearMonth } from '@ansinh/contracts';
import { decodeCursor, encodeCursor } from '@ansinh/http';
import type { Tx } from '../kit';
import { settlementOf } from './settlement.store';

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
  const [before] = decodeCursor(filter.cursor, 1) ?? [];
  const wanted = filter.facilityCode === undefined ? {} : { facilityCode: filter.facilityCode };
  const rows = await db.settlement.findMany({
    where: {
      AND: [wanted, by.tenant.kind === 'agency' ? {} : { facilityCode: by.tenant.code }],
      ...(filter.month === undefined ? {} : { month: filter.month }),
      ...(before === undefined ? {} : { settlementId: { lt: before } }),
    },
    orderBy: { settlementId: 'desc' },
    take: filter.pageSize + 1,
  });
  const page = rows.slice(0, filter.pageSize);
  const last = page.at(-1);
  return {
    items: page.map(settlementOf),
    ...(rows.length > page.length && last !== undefined ? { nextCursor: encodeCursor([last.settlementId]) } : {}),
  };
};
