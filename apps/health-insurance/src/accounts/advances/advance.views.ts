import { Advance } from '@ansinh/contracts/health-insurance/settlements.api';
import { type Quarter, quarter } from '@ansinh/contracts/vocabulary/calendar';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { hundredths, hundredthsText, minus, vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import type { Page } from '@ansinh/contracts/wire/common.api';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { cursorPage } from '@ansinh/http';
import { previousQuarter } from '../../claim/periods/period.rules';
import type { Advance as AdvanceRecord } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import { facilityScope } from '../../scopes/facility-scope.rules';

const advanceView = (row: AdvanceRecord): Advance => {
  const advanced = quarter(row.quarter);
  const [amountVnd, usedVnd] = [vnd(row.amountVnd), vnd(row.usedVnd)];
  return {
    advanceId: row.advanceId,
    facilityCode: row.facilityCode,
    quarter: advanced,
    reportedQuarter: previousQuarter(advanced),
    reported: hundredthsText(hundredths(row.reported)),
    percent: row.percent,
    source: row.source,
    amountVnd: vndText(amountVnd),
    usedVnd: vndText(usedVnd),
    leftVnd: vndText(minus(amountVnd, usedVnd)),
    status: Advance.shape.status.parse(row.status),
    approvedAt: row.approvedAt.toISOString(),
    paidAt: row.paidAt?.toISOString() ?? null,
  };
};

export const getAdvance = async (db: Tx['db'], advanceId: string): Promise<Advance> =>
  advanceView(await db.advance.findUniqueOrThrow({ where: { advanceId } }));

export type AdvanceFilter = {
  readonly quarter?: Quarter | undefined;
  readonly facilityCode?: string | undefined;
  readonly pageSize: number;
  readonly cursor?: string | undefined;
};

/** Advances, the newest first. A facility lists its own, whatever it asks for. */
export const listAdvances = (db: Tx['db'], by: Principal, filter: AdvanceFilter): Promise<Page<Advance>> =>
  cursorPage({
    query: filter,
    parts: [Id],
    find: ([before], take) =>
      db.advance.findMany({
        where: {
          AND: [filter.facilityCode === undefined ? {} : { facilityCode: filter.facilityCode }, facilityScope(by)],
          ...(filter.quarter === undefined ? {} : { quarter: filter.quarter }),
          ...(before === undefined ? {} : { advanceId: { lt: before } }),
        },
        orderBy: { advanceId: 'desc' },
        take,
      }),
    cursorOf: ({ advanceId }) => [advanceId],
    view: advanceView,
  });
