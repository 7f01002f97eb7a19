import type { FundName, WageZone } from '@ansinh/contracts/enrollment/events';
import type { LocalDate, YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import { arrayParameter } from '../array-parameter';
import type { Tx } from '../kit';
import type { AssessedLine, FundTotal, InsuredWorker, LineChange } from './statement.rules';

// Two assessments at once would only wait for each other's rows: the second one waits here. The number has no meaning.
const ASSESSMENT_LOCK = 7_260_101;

export const lockAssessments = async (tx: Tx): Promise<void> => {
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(${ASSESSMENT_LOCK})`;
};

/** An employer whose workers changed since the month was assessed, or that was not assessed yet. */
export type Candidate = {
  readonly employerId: string;
  readonly unitCode: string;
  readonly zone: WageZone;
  readonly changes: bigint;
};

type CandidateRow = {
  employer_id: string;
  unit_code: string;
  wage_zone: WageZone;
  changes: bigint;
};

/**
 * Read before the workers: what changes in between is seen by the workers' query and counted as unseen, so that the next
 * assessment looks again.
 */
export const listCandidates = async (tx: Tx, month: YearMonth): Promise<Candidate[]> => {
  const rows = await tx.db.$queryRaw<CandidateRow[]>`
    SELECT employer.employer_id, unit_code, wage_zone, employer.version + sum(changes)::bigint AS changes
    FROM employers AS employer JOIN participations USING (employer_id)
    LEFT JOIN statements AS statement ON statement.employer_id = employer.employer_id AND statement.month = ${month}
    GROUP BY employer.employer_id, statement.changes_seen
    HAVING statement.changes_seen IS NULL OR statement.changes_seen < employer.version + sum(changes)
    ORDER BY employer.employer_id`;
  return rows.map((row) => ({
    employerId: row.employer_id,
    unitCode: row.unit_code,
    zone: row.wage_zone,
    changes: row.changes,
  }));
};

const grouped = <Row, Value>(rows: readonly Row[], keyOf: (row: Row) => string, pick: (row: Row) => Value) => {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const known = groups.get(keyOf(row));
    if (known === undefined) groups.set(keyOf(row), [pick(row)]);
    else known.push(pick(row));
  }
  return groups;
};

type WorkerRow = { participation_id: string; employer_id: string; wage_vnd: bigint };

/** The workers insured in a month, by employer, each with the wage of the newest change up to the month. */
export const insuredWorkers = async (
  tx: Tx,
  employerIds: readonly string[],
  month: YearMonth,
): Promise<ReadonlyMap<string, InsuredWorker[]>> => {
  const rows = await tx.db.$queryRaw<WorkerRow[]>`
    SELECT participation.participation_id, employer_id, wage.wage_vnd
    FROM participations AS participation
    JOIN LATERAL (SELECT wage_vnd FROM participation_wages
                  WHERE participation_id = participation.participation_id AND from_month <= ${month}
                  ORDER BY from_month DESC LIMIT 1) AS wage ON true
    WHERE employer_id = ANY(${employerIds}::uuid[]) AND (last_month IS NULL OR last_month >= ${month})`;
  return grouped(
    rows,
    (row) => row.employer_id,
    (row) => ({ participationId: row.participation_id, wageVnd: row.wage_vnd }),
  );
};

export type AssessedStatement = {
  readonly statementId: string;
  readonly employerId: string;
  readonly version: number;
  readonly workers: number;
  readonly funds: readonly (FundTotal & { readonly paidVnd: Vnd })[];
};

type StatementRow = { statement_id: string; employer_id: string; version: number; workers: number };
type FundRow = { statement_id: string; fund: FundName; employee_vnd: bigint; employer_vnd: bigint; paid_vnd: bigint };

/**
 * The month's statements of employers, locked. With them every open statement of the employers that have one or that
 * money waits for is locked, by employer and month as credits do it.
 */
export const lockAssessed = async (
  tx: Tx,
  employers: { readonly ids: readonly string[]; readonly withMoneyWaiting: readonly string[] },
  month: YearMonth,
): Promise<ReadonlyMap<string, AssessedStatement>> => {
  const rows = await tx.db.$queryRaw<(StatementRow & { month: YearMonth })[]>`
    SELECT statement_id, employer_id, version, workers, month FROM statements AS statement
    WHERE employer_id = ANY(${employers.ids}::uuid[])
      AND (month = ${month} OR paid_vnd < due_vnd OR interest_paid_vnd < interest_charged_vnd)
      AND (employer_id = ANY(${employers.withMoneyWaiting}::uuid[])
           OR EXISTS (SELECT FROM statements AS own WHERE own.employer_id = statement.employer_id AND own.month = ${month}))
    ORDER BY employer_id, month FOR UPDATE OF statement`;
  const own = rows.filter((row) => row.month === month);
  const funds = await tx.db.$queryRaw<FundRow[]>`
    SELECT statement_id, fund, employee_vnd, employer_vnd, paid_vnd FROM statement_funds
    WHERE statement_id = ANY(${own.map((row) => row.statement_id)}::uuid[])`;
  const byStatement = grouped(
    funds,
    (row) => row.statement_id,
    (row) => ({
      fund: row.fund,
      employeeVnd: row.employee_vnd,
      employerVnd: row.employer_vnd,
      paidVnd: row.paid_vnd,
    }),
  );
  return new Map(
    own.map((row) => [
      row.employer_id,
      {
        statementId: row.statement_id,
        employerId: row.employer_id,
        version: row.version,
        workers: row.workers,
        funds: byStatement.get(row.statement_id) ?? [],
      },
    ]),
  );
};

type LineRow = {
  statement_id: string;
  participation_id: string;
  fund: FundName;
  base_vnd: bigint;
  employee_vnd: bigint;
  employer_vnd: bigint;
};

/** The sums of the lines of statements over their versions, by statement. */
export const assessedLines = async (
  tx: Tx,
  statementIds: readonly string[],
  month: YearMonth,
): Promise<ReadonlyMap<string, AssessedLine[]>> => {
  if (statementIds.length === 0) return new Map();
  const rows = await tx.db.$queryRaw<LineRow[]>`
    SELECT statement_id, participation_id, fund, (array_agg(base_vnd ORDER BY version DESC))[1] AS base_vnd,
      sum(employee_vnd)::bigint AS employee_vnd, sum(employer_vnd)::bigint AS employer_vnd
    FROM contribution_lines
    WHERE month = ${month} AND statement_id = ANY(${statementIds}::uuid[])
      AND participation_id IN (SELECT participation_id FROM participations JOIN statements USING (employer_id)
                               WHERE statement_id = ANY(${statementIds}::uuid[]))
    GROUP BY statement_id, participation_id, fund`;
  return grouped(
    rows,
    (row) => row.statement_id,
    (row) => ({
      participationId: row.participation_id,
      fund: row.fund,
      baseVnd: row.base_vnd,
      employeeVnd: row.employee_vnd,
      employerVnd: row.employer_vnd,
    }),
  );
};

export type StatementChange = {
  readonly statementId: string;
  readonly employerId: string;
  readonly reference: string;
  readonly dueDate: LocalDate;
  readonly workers: number;
  readonly version: number;
  readonly changes: bigint;
  readonly funds: readonly FundTotal[];
  readonly dueVnd: Vnd;
  readonly lines: readonly LineChange[];
};

/** Writes statements, new or adjusted, with their funds and lines. */
export const saveAssessed = async (tx: Tx, statements: readonly StatementChange[], month: YearMonth): Promise<void> => {
  const column = <Value>(pick: (statement: StatementChange) => Value): Value[] => statements.map(pick);
  await tx.db.$executeRaw`
    INSERT INTO statements (statement_id, employer_id, month, reference, due_date, workers, due_vnd, changes_seen, version)
    SELECT statement_id, employer_id, ${month}, reference, due_date, workers, due_vnd, changes_seen, version
    FROM unnest(${arrayParameter(column((statement) => statement.statementId))}::uuid[],
      ${arrayParameter(column((statement) => statement.employerId))}::uuid[], ${arrayParameter(column((statement) => statement.reference))}::text[],
      ${arrayParameter(column((statement) => statement.dueDate))}::date[], ${arrayParameter(column((statement) => statement.workers))}::int[],
      ${arrayParameter(column((statement) => statement.dueVnd))}::bigint[], ${arrayParameter(column((statement) => statement.changes))}::bigint[],
      ${arrayParameter(column((statement) => statement.version))}::int[])
      AS rows (statement_id, employer_id, reference, due_date, workers, due_vnd, changes_seen, version)
    ON CONFLICT (employer_id, month) DO UPDATE SET workers = excluded.workers, due_vnd = excluded.due_vnd,
      changes_seen = excluded.changes_seen, version = excluded.version`;
  const funds = statements.flatMap(({ statementId, funds: own }) => own.map((fund) => ({ ...fund, statementId })));
  await tx.db.$executeRaw`
    INSERT INTO statement_funds (statement_id, fund, employee_vnd, employer_vnd)
    SELECT * FROM unnest(${arrayParameter(funds.map((row) => row.statementId))}::uuid[], ${arrayParameter(funds.map((row) => row.fund))}::text[],
      ${arrayParameter(funds.map((row) => row.employeeVnd))}::bigint[], ${arrayParameter(funds.map((row) => row.employerVnd))}::bigint[])
    ON CONFLICT (statement_id, fund) DO UPDATE SET employee_vnd = excluded.employee_vnd,
      employer_vnd = excluded.employer_vnd`;
  await insertLines(tx, statements, month);
};

const insertLines = async (tx: Tx, statements: readonly StatementChange[], month: YearMonth): Promise<void> => {
  const lines = statements.flatMap(({ statementId, version, lines: own }) =>
    own.map((line) => ({ ...line, statementId, version })),
  );
  const column = <Value>(pick: (line: (typeof lines)[number]) => Value): Value[] => lines.map(pick);
  await tx.db.$executeRaw`
    INSERT INTO contribution_lines (participation_id, month, fund, version, statement_id, base_vnd, employee_vnd, employer_vnd)
    SELECT participation_id, ${month}, fund, version, statement_id, base_vnd, employee_vnd, employer_vnd
    FROM unnest(${arrayParameter(column((line) => line.participationId))}::uuid[], ${arrayParameter(column((line) => line.fund))}::text[],
      ${arrayParameter(column((line) => line.version))}::int[], ${arrayParameter(column((line) => line.statementId))}::uuid[],
      ${arrayParameter(column((line) => line.baseVnd))}::bigint[], ${arrayParameter(column((line) => line.employeeVnd))}::bigint[],
      ${arrayParameter(column((line) => line.employerVnd))}::bigint[])
      AS rows (participation_id, fund, version, statement_id, base_vnd, employee_vnd, employer_vnd)`;
};

/** Nothing of the month changed for these employers: they are only marked as looked at. */
export const markSeen = async (tx: Tx, seen: readonly { statementId: string; changes: bigint }[]): Promise<void> => {
  if (seen.length === 0) return;
  await tx.db.$executeRaw`
    UPDATE statements SET changes_seen = rows.changes
    FROM unnest(${seen.map((row) => row.statementId)}::uuid[], ${seen.map((row) => row.changes)}::bigint[])
      AS rows (statement_id, changes)
    WHERE statements.statement_id = rows.statement_id`;
};
