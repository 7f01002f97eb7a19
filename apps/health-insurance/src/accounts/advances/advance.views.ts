import { Advance } from '@ansinh/contracts/health-insurance/settlements.api';
import type { Quarter } from '@ansinh/contracts/vocabulary/calendar';
import { hundredthsText, vndText } from '@ansinh/contracts/vocabulary/money';
import type { Page } from '@ansinh/contracts/wire/common.api';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { decodeCursor, encodeCursor } from '@ansinh/http';
import { previousQuarter } from '../../claim/periods/period.rules';
import type { Advance as AdvanceRecord } from '../../generated/prisma/client';
import type { Tx } from '../../kit';

const advanceView = (row: AdvanceRecord): Advance => ({
  advanceId: row.advanceId,
  facilityCode: row.facilityCode,
  quarter: row.quarter,
  reportedQuarter: previousQuarter(row.quarter),
  reported: hundredthsText(row.reported),
  percent: row.percent,
  source: row.source,
  amountVnd: vndText(row.amountVnd),
  usedVnd: vndText(row.usedVnd),
  leftVnd: vndText(row.amountVnd - row.usedVnd),
  status: Advance.shape.status.parse(row.status),
  approvedAt: row.approvedAt.toISOString(),
  paidAt: row.paidAt?.toISOString() ?? null,
});

export const getAdvance = async (db: Tx['db'], advanceId: string): Promise<Advance> =>
  advanceView(await db.advance.findUniqueOrThrow({ where: { advanceId } }));

export type AdvanceFilter = {
  readonly quarter?: Quarter | undefined;
  readonly facilityCode?: string | undefined;
  readonly pageSize: number;
  readonly cursor?: string | undefined;
};

/** Advances, the newest first. A facility lists its own, whatever it asks for. */
export const listAdvances = async (db: Tx['db'], by: Principal, filter: AdvanceFilter): Promise<Page<Advance>> => {
  const [before] = decodeCursor(filter.cursor, 1) ?? [];
  const rows = await db.advance.findMany({
    where: {
      AND: [
        filter.facilityCode === undefined ? {} : { facilityCode: filter.facilityCode },
        by.tenant.kind === 'agency' ? {} : { facilityCode: by.tenant.code },
      ],
      ...(filter.quarter === undefined ? {} : { quarter: filter.quarter }),
      ...(before === undefined ? {} : { advanceId: { lt: before } }),
    },
    orderBy: { advanceId: 'desc' },
    take: filter.pageSize + 1,
  });
  const page = rows.slice(0, filter.pageSize);
  const last = page.at(-1);
  return {
    items: page.map(advanceView),
    ...(rows.length > page.length && last !== undefined ? { nextCursor: encodeCursor([last.advanceId]) } : {}),
  };
};
