import type { FundName } from '@ansinh/contracts/enrollment/events';
import type { Tx } from '../kit';
import type { PayableFund, PayableStatement } from './allocation.rules';
import type { PayablePremium, PremiumChange, Target } from './matching.rules';

/** The statements and household orders behind match keys, by key. */
export const findTargets = async (tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, Target>> => {
  if (keys.length === 0) return new Map();
  const statements = await tx.db.$queryRaw<{ reference: string; employer_id: string; month: string }[]>`
    SELECT reference, employer_id, month FROM statements WHERE reference = ANY(${keys}::text[])`;
  const premiums = await tx.db.$queryRaw<{ match_key: string; reference: string; order_id: string }[]>`
    SELECT match_key, reference, order_id FROM household_premiums WHERE match_key = ANY(${keys}::text[])`;
  return new Map<string, Target>([
    ...statements.map((row): [string, Target] => [
      row.reference,
      { kind: 'statement', reference: row.reference, employerId: row.employer_id, month: row.month },
    ]),
    ...premiums.map((row): [string, Target] => [
      row.match_key,
      { kind: 'premium', reference: row.reference, orderId: row.order_id },
    ]),
  ]);
};

export const lockPremiums = async (tx: Tx, orderIds: readonly string[]): Promise<PayablePremium[]> => {
  if (orderIds.length === 0) return [];
  const rows = await tx.db.$queryRaw<
    { order_id: string; household_id: string; total_vnd: bigint; paid_vnd: bigint; version: number }[]
  >`SELECT order_id, household_id, total_vnd, paid_vnd, version FROM household_premiums
    WHERE order_id = ANY(${orderIds}::uuid[]) ORDER BY order_id FOR UPDATE`;
  return rows.map((row) => ({
    orderId: row.order_id,
    householdId: row.household_id,
    totalVnd: row.total_vnd,
    paidVnd: row.paid_vnd,
    version: row.version,
  }));
};

type StatementRow = {
  statement_id: string;
  employer_id: string;
  month: string;
  due_date: string;
  version: number;
  interest_charged_vnd: bigint;
  interest_paid_vnd: bigint;
};
type FundRow = { statement_id: string; fund: FundName; due_vnd: bigint; paid_vnd: bigint };

const withFunds = async (tx: Tx, rows: readonly StatementRow[]): Promise<PayableStatement[]> => {
  const funds = await tx.db.$queryRaw<FundRow[]>`
    SELECT statement_id, fund, employee_vnd + employer_vnd AS due_vnd, paid_vnd
    FROM statement_funds WHERE statement_id = ANY(${rows.map((row) => row.statement_id)}::uuid[])`;
  const byStatement = new Map<string, PayableFund[]>();
  for (const fund of funds) {
    const known = byStatement.get(fund.statement_id) ?? [];
    known.push({ fund: fund.fund, dueVnd: fund.due_vnd, paidVnd: fund.paid_vnd });
    byStatement.set(fund.statement_id, known);
  }
  return rows.map((row) => ({
    statementId: row.statement_id,
    employerId: row.employer_id,
    month: row.month,
    dueDate: row.due_date,
    version: row.version,
    funds: byStatement.get(row.statement_id) ?? [],
    interestChargedVnd: row.interest_charged_vnd,
    interestPaidVnd: row.interest_paid_vnd,
  }));
};

/**
 * Locks the open statements of employers. Everybody who changes statements locks them in this order (employer, month),
 * so that nobody waits in a circle; whoever waited here reads what the other wrote.
 */
export const lockOpenStatements = async (tx: Tx, employerIds: readonly string[]): Promise<PayableStatement[]> => {
  if (employerIds.length === 0) return [];
  const rows = await tx.db.$queryRaw<StatementRow[]>`
    SELECT statement_id, employer_id, month, due_date::text, version, interest_charged_vnd, interest_paid_vnd
    FROM statements
    WHERE employer_id = ANY(${employerIds}::uuid[])
      AND (paid_vnd < due_vnd OR interest_paid_vnd < interest_charged_vnd)
    ORDER BY employer_id, month FOR UPDATE`;
  return withFunds(tx, rows);
};

/** Statements that the caller has locked already. */
export const readStatements = async (tx: Tx, statementIds: readonly string[]): Promise<PayableStatement[]> => {
  const rows = await tx.db.$queryRaw<StatementRow[]>`
    SELECT statement_id, employer_id, month, due_date::text, version, interest_charged_vnd, interest_paid_vnd
    FROM statements WHERE statement_id = ANY(${statementIds}::uuid[])`;
  return withFunds(tx, rows);
};

/** Writes the paid side of statements: per fund, in sum, and interest. */
export const savePaidStatements = async (tx: Tx, statements: readonly PayableStatement[]): Promise<void> => {
  if (statements.length === 0) return;
  const column = <Value>(pick: (statement: PayableStatement) => Value): Value[] => statements.map(pick);
  await tx.db.$executeRaw`
    UPDATE statements SET paid_vnd = rows.paid_vnd, interest_charged_vnd = rows.charged_vnd,
      interest_paid_vnd = rows.interest_paid_vnd, version = rows.version
    FROM unnest(${column((statement) => statement.statementId)}::uuid[],
      ${column(({ funds }) => funds.reduce((sum, fund) => sum + fund.paidVnd, 0n))}::bigint[],
      ${column((statement) => statement.interestChargedVnd)}::bigint[],
      ${column((statement) => statement.interestPaidVnd)}::bigint[], ${column((statement) => statement.version)}::int[])
      AS rows (statement_id, paid_vnd, charged_vnd, interest_paid_vnd, version)
    WHERE statements.statement_id = rows.statement_id`;
  const funds = statements.flatMap((statement) =>
    statement.funds.map((fund) => ({ ...fund, statementId: statement.statementId })),
  );
  await tx.db.$executeRaw`
    UPDATE statement_funds SET paid_vnd = rows.paid_vnd
    FROM unnest(${funds.map((fund) => fund.statementId)}::uuid[], ${funds.map((fund) => fund.fund)}::text[],
      ${funds.map((fund) => fund.paidVnd)}::bigint[]) AS rows (statement_id, fund, paid_vnd)
    WHERE statement_funds.statement_id = rows.statement_id AND statement_funds.fund = rows.fund
      AND statement_funds.paid_vnd <> rows.paid_vnd`;
};

export const savePaidPremiums = async (tx: Tx, premiums: readonly PremiumChange[]): Promise<void> => {
  if (premiums.length === 0) return;
  const column = <Value>(pick: (premium: PremiumChange) => Value): Value[] => premiums.map(pick);
  await tx.db.$executeRaw`
    UPDATE household_premiums SET paid_vnd = rows.paid_vnd, paid_on = rows.paid_on, version = rows.version
    FROM unnest(${column((premium) => premium.orderId)}::uuid[], ${column((premium) => premium.paidVnd)}::bigint[],
      ${column((premium) => premium.paidOn)}::date[], ${column((premium) => premium.version)}::int[])
      AS rows (order_id, paid_vnd, paid_on, version)
    WHERE household_premiums.order_id = rows.order_id`;
};
