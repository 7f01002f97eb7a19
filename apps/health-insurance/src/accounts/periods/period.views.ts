import type { SettlementRecord } from '@ansinh/contracts/health-insurance/settlements.api';
import type { Quarter } from '@ansinh/contracts/vocabulary/calendar';
import { hundredths, hundredthsText, vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { findClosedPeriod } from '../../claim/periods/closed-period.views';
import type { Tx } from '../../kit';
import { facilityScope } from '../../scopes/facility-scope.rules';

type Db = Tx['db'];

/** 06/BH of a closed quarter by facility; a facility sees its own. Undefined while the quarter is open. */
export const findSettlementRecords = async (
  db: Db,
  by: Principal,
  quarter: Quarter,
): Promise<SettlementRecord[] | undefined> => {
  const closed = await findClosedPeriod(db, quarter);
  if (closed === undefined) return undefined;
  const rows = await db.settlementRecord.findMany({
    where: { quarter, ...facilityScope(by) },
    orderBy: { facilityCode: 'asc' },
  });
  return rows.map((row) => ({
    quarter,
    facilityCode: row.facilityCode,
    claims: row.claims,
    returned: row.returned,
    totalHospital: hundredthsText(hundredths(row.totalHospital)),
    fundClaimed: hundredthsText(hundredths(row.fundClaimed)),
    coPayment: hundredthsText(hundredths(row.coPayment)),
    fundPays: hundredthsText(hundredths(row.fundPays)),
    reduced: hundredthsText(hundredths(row.fundClaimed - row.fundPays)),
    settledVnd: vndText(vnd(row.settledVnd)),
    advanceUsedVnd: vndText(vnd(row.advanceUsedVnd)),
    restVnd: vndText(vnd(row.settledVnd - row.advanceUsedVnd)),
    advanceVnd: vndText(vnd(row.advanceVnd)),
    advanceLeftVnd: vndText(vnd(row.advanceLeftVnd)),
    closedAt: closed.closedAt.toISOString(),
  }));
};
