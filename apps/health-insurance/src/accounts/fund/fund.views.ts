import type { Budget, FundControl } from '@ansinh/contracts/health-insurance/accounts/fund.api';
import { vietNamDate, type YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import {
  type Hundredths,
  hundredthsToVnd,
  plus,
  sumOf,
  type Vnd,
  vnd,
  vndText,
} from '@ansinh/contracts/vocabulary/money';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { areStanding } from '../../claim/claim-status.sql';
import type { FacilityBudget } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import { facilityScope } from '../../scopes/facility-scope.rules';
import { findBudget } from './budget.store';
import { FORECAST_FORMULA, type FundQuestion, fundUse, type MonthSpending } from './forecast.rules';

type Db = Tx['db'];

export const budgetView = ({ facilityCode, year, amountVnd, source, setAt }: FacilityBudget): Budget => ({
  facilityCode,
  year,
  amountVnd: vndText(vnd(amountVnd)),
  source,
  setAt: setAt.toISOString(),
});

export const findBudgetView = async (
  tx: Tx,
  known: Pick<FacilityBudget, 'facilityCode' | 'year'>,
): Promise<Budget | undefined> => {
  const budget = await findBudget(tx, known);
  return budget === undefined ? undefined : budgetView(budget);
};

type SpendingRow = { facility_code: string; month: YearMonth; spent: Hundredths };

/** What claims cost the fund, by facility and settlement month: accepted amounts, and what is asked for until the answer. */
const listSpending = (db: Db, year: number, facility: string | null): Promise<SpendingRow[]> =>
  db.$queryRaw<SpendingRow[]>`
  SELECT facility_code, settlement_month AS month, sum(coalesce(fund_pays, fund_claimed))::bigint AS spent
  FROM claims
  WHERE settlement_month BETWEEN ${`${year}-01`} AND ${`${year}-12`} AND ${areStanding('claims')}
    AND (${facility}::text IS NULL OR facility_code = ${facility})
  GROUP BY facility_code, settlement_month`;

/** Sums the months of all facilities: dong that are rounded once for each facility add up to what the lines show. */
const together = (spending: Iterable<readonly MonthSpending[]>): MonthSpending[] => {
  const sums = new Map<YearMonth, Vnd>();
  for (const months of spending)
    for (const { month, spentVnd } of months) sums.set(month, plus(sums.get(month) ?? vnd(0n), spentVnd));
  return [...sums].map(([month, spentVnd]) => ({ month, spentVnd }));
};

export type FundWanted = {
  readonly year: number;
  readonly deviationPercent: number;
  readonly facilityCode?: string | undefined;
};

/** Every facility with a budget or spending in the year; a facility sees itself only. */
export const readFundControl = async (
  { db, by, now }: Pick<Tx, 'db' | 'now'> & { readonly by: Principal },
  { year, deviationPercent, facilityCode }: FundWanted,
): Promise<FundControl> => {
  const facility = facilityScope(by).facilityCode ?? facilityCode ?? null;
  const question: FundQuestion = { year, today: vietNamDate(now), deviationPercent };
  const spending = new Map<string, MonthSpending[]>();
  for (const { facility_code: code, month, spent } of await listSpending(db, year, facility))
    spending.set(code, [...(spending.get(code) ?? []), { month, spentVnd: hundredthsToVnd(spent) }]);
  const rows = await db.facilityBudget.findMany({
    where: { year, ...(facility === null ? {} : { facilityCode: facility }) },
  });
  const budgets = new Map(rows.map((row) => [row.facilityCode, vnd(row.amountVnd)]));
  const codes = [...new Set([...spending.keys(), ...budgets.keys()])].sort();
  const facilities = await db.facility.findMany({
    where: { facilityCode: { in: codes } },
    select: { facilityCode: true, name: true },
  });
  const names = new Map(facilities.map(({ facilityCode: code, name }) => [code, name]));
  return {
    year,
    asOf: now.toISOString(),
    formula: FORECAST_FORMULA,
    deviationPercent,
    items: codes.map((code) => ({
      facilityCode: code,
      facilityName: names.get(code) ?? code,
      ...fundUse(budgets.get(code), spending.get(code) ?? [], question),
    })),
    total: fundUse(budgets.size === 0 ? undefined : sumOf(budgets.values()), together(spending.values()), question),
  };
};
