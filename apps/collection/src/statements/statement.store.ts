import type { LocalDate, YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { FundName } from '@ansinh/contracts/vocabulary/funds';
import { plus, sumOf, type Vnd } from '@ansinh/contracts/vocabulary/money';
import { chunksOf, columnOf } from '@ansinh/database';
import type { Tx } from '../kit';
import type { FundTotal, PayableStatement } from './statement.rules';

export type NamedStatement = { readonly reference: string; readonly employerId: string; readonly month: YearMonth };

/** The statements that have one of the references. */
export const listNamedStatements = async (tx: Tx, references: readonly string[]): Promise<NamedStatement[]> =>
  tx.db.$queryRaw<NamedStatement[]>`
    SELECT reference, employer_id AS "employerId", month FROM statements WHERE reference = ANY(${references}::text[])`;

type StatementRow = {
  statement_id: string;
  employer_id: string;
  month: YearMonth;
  due_date: LocalDate;
  version: number;
  interest_charged_vnd: Vnd;
  interest_paid_vnd: Vnd;
};
type FundRow = { statement_id: string; fund: FundName; employee_vnd: Vnd; employer_vnd: Vnd; paid_vnd: Vnd };

/** A statement with what each fund's due amount is made of. */
export type AssessedStatement = PayableStatement & { readonly totals: readonly FundTotal[] };

const readFunds = async (
  tx: Pick<Tx, 'db'>,
  rows: readonly StatementRow[],
): Promise<ReadonlyMap<string, FundRow[]>> => {
  const funds = await tx.db.$queryRaw<FundRow[]>`
    SELECT statement_id, fund, employee_vnd, employer_vnd, paid_vnd
    FROM statement_funds WHERE statement_id = ANY(${rows.map((row) => row.statement_id)}::uuid[])`;
  return Map.groupBy(funds, (fund) => fund.statement_id);
};

const payableOf = (row: StatementRow, funds: readonly FundRow[]): PayableStatement => ({
  statementId: row.statement_id,
  employerId: row.employer_id,
  month: row.month,
  dueDate: row.due_date,
  version: row.version,
  funds: funds.map((fund) => ({
    fund: fund.fund,
    dueVnd: plus(fund.employee_vnd, fund.employer_vnd),
    paidVnd: fund.paid_vnd,
  })),
  interestChargedVnd: row.interest_charged_vnd,
  interestPaidVnd: row.interest_paid_vnd,
});

/**
 * Locks the open statements of employers. Everybody who changes statements locks them in this order (employer, month),
 * so that nobody waits in a circle; whoever waited here reads what the other wrote.
 */
export const lockOpenStatements = async (
  tx: Pick<Tx, 'db'>,
  employerIds: readonly string[],
): Promise<PayableStatement[]> => {
  if (employerIds.length === 0) return [];
  const rows = await tx.db.$queryRaw<StatementRow[]>`
    SELECT statement_id, employer_id, month, due_date::text, version, interest_charged_vnd, interest_paid_vnd
    FROM statements
    WHERE employer_id = ANY(${employerIds}::uuid[])
      AND (paid_vnd < due_vnd OR interest_paid_vnd < interest_charged_vnd)
    ORDER BY employer_id, month FOR UPDATE`;
  const funds = await readFunds(tx, rows);
  return rows.map((row) => payableOf(row, funds.get(row.statement_id) ?? []));
};

/**
 * The month's statements of employers, locked. With them every open statement of the employers that have one or that
 * money waits for is locked, by employer and month as credits do it.
 */
export const lockAssessedStatements = async (
  tx: Tx,
  employers: { readonly ids: readonly string[]; readonly withMoneyWaiting: readonly string[] },
  month: YearMonth,
): Promise<ReadonlyMap<string, AssessedStatement>> => {
  const rows = await tx.db.$queryRaw<StatementRow[]>`
    SELECT statement_id, employer_id, month, due_date::text, version, interest_charged_vnd, interest_paid_vnd
    FROM statements AS statement
    WHERE employer_id = ANY(${employers.ids}::uuid[])
      AND (month = ${month} OR paid_vnd < due_vnd OR interest_paid_vnd < interest_charged_vnd)
      AND (employer_id = ANY(${employers.withMoneyWaiting}::uuid[])
           OR EXISTS (SELECT FROM statements AS own WHERE own.employer_id = statement.employer_id AND own.month = ${month}))
    ORDER BY employer_id, month FOR UPDATE OF statement`;
  const own = rows.filter((row) => row.month === month);
  const funds = await readFunds(tx, own);
  const assessed = own.map((row) => {
    const ofRow = funds.get(row.statement_id) ?? [];
    const totals = ofRow.map(({ fund, employee_vnd, employer_vnd }) => ({
      fund,
      employeeVnd: employee_vnd,
      employerVnd: employer_vnd,
    }));
    return { ...payableOf(row, ofRow), totals };
  });
  return new Map(assessed.map((statement) => [statement.employerId, statement]));
};

/** Writes the paid side of statements: per fund, in sum, and interest. */
export const savePaidStatements = async (tx: Tx, statements: readonly PayableStatement[]): Promise<void> => {
  const paid = statements.map((statement) => ({
    ...statement,
    paidVnd: sumOf(statement.funds.map((fund) => fund.paidVnd)),
  }));
  for (const chunk of chunksOf(paid))
    await tx.db.$executeRaw`
      UPDATE statements SET paid_vnd = rows.paid_vnd, interest_charged_vnd = rows.charged_vnd,
        interest_paid_vnd = rows.interest_paid_vnd, version = rows.version
      FROM unnest(${columnOf(chunk, 'statementId')}::uuid[], ${columnOf(chunk, 'paidVnd')}::bigint[],
        ${columnOf(chunk, 'interestChargedVnd')}::bigint[], ${columnOf(chunk, 'interestPaidVnd')}::bigint[],
        ${columnOf(chunk, 'version')}::int[])
        AS rows (statement_id, paid_vnd, charged_vnd, interest_paid_vnd, version)
      WHERE statements.statement_id = rows.statement_id`;
  const funds = statements.flatMap(({ statementId, funds: own }) => own.map((fund) => ({ ...fund, statementId })));
  for (const chunk of chunksOf(funds))
    await tx.db.$executeRaw`
      UPDATE statement_funds SET paid_vnd = rows.paid_vnd
      FROM unnest(${columnOf(chunk, 'statementId')}::uuid[], ${columnOf(chunk, 'fund')}::text[],
        ${columnOf(chunk, 'paidVnd')}::bigint[]) AS rows (statement_id, fund, paid_vnd)
      WHERE statement_funds.statement_id = rows.statement_id AND statement_funds.fund = rows.fund
        AND statement_funds.paid_vnd <> rows.paid_vnd`;
};

/** A statement as an assessment leaves it; `changes` are the changes of its workers that the assessment has seen. */
export type StatementChange = {
  readonly statement: PayableStatement;
  readonly reference: string;
  readonly workers: number;
  readonly changes: bigint;
  readonly totals: readonly FundTotal[];
  readonly dueVnd: Vnd;
};

/** Writes the due side of statements, new or adjusted, with their funds. */
export const saveAssessedStatements = async (
  tx: Tx,
  changes: readonly StatementChange[],
  month: YearMonth,
): Promise<void> => {
  const rows = changes.map(({ statement: { statementId, employerId, dueDate, version }, ...change }) => ({
    ...change,
    statementId,
    employerId,
    dueDate,
    version,
  }));
  for (const chunk of chunksOf(rows))
    await tx.db.$executeRaw`
      INSERT INTO statements (statement_id, employer_id, month, reference, due_date, workers, due_vnd, changes_seen, version)
      SELECT statement_id, employer_id, ${month}, reference, due_date, workers, due_vnd, changes_seen, version
      FROM unnest(${columnOf(chunk, 'statementId')}::uuid[], ${columnOf(chunk, 'employerId')}::uuid[],
        ${columnOf(chunk, 'reference')}::text[], ${columnOf(chunk, 'dueDate')}::date[],
        ${columnOf(chunk, 'workers')}::int[], ${columnOf(chunk, 'dueVnd')}::bigint[],
        ${columnOf(chunk, 'changes')}::bigint[], ${columnOf(chunk, 'version')}::int[])
        AS rows (statement_id, employer_id, reference, due_date, workers, due_vnd, changes_seen, version)
      ON CONFLICT (employer_id, month) DO UPDATE SET workers = excluded.workers, due_vnd = excluded.due_vnd,
        changes_seen = excluded.changes_seen, version = excluded.version`;
  const funds = rows.flatMap(({ statementId, totals }) => totals.map((total) => ({ ...total, statementId })));
  for (const chunk of chunksOf(funds))
    await tx.db.$executeRaw`
      INSERT INTO statement_funds (statement_id, fund, employee_vnd, employer_vnd)
      SELECT * FROM unnest(${columnOf(chunk, 'statementId')}::uuid[], ${columnOf(chunk, 'fund')}::text[],
        ${columnOf(chunk, 'employeeVnd')}::bigint[], ${columnOf(chunk, 'employerVnd')}::bigint[])
      ON CONFLICT (statement_id, fund) DO UPDATE SET employee_vnd = excluded.employee_vnd,
        employer_vnd = excluded.employer_vnd`;
};

/** Nothing of the month changed for these employers: their statements are only marked as looked at. */
export const markStatementsSeen = async (
  tx: Tx,
  seen: readonly { readonly statementId: string; readonly changes: bigint }[],
): Promise<void> => {
  for (const chunk of chunksOf(seen))
    await tx.db.$executeRaw`
      UPDATE statements SET changes_seen = rows.changes
      FROM unnest(${columnOf(chunk, 'statementId')}::uuid[], ${columnOf(chunk, 'changes')}::bigint[])
        AS rows (statement_id, changes)
      WHERE statements.statement_id = rows.statement_id`;
};
