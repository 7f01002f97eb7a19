import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { FundName, WageZone } from '@ansinh/contracts/vocabulary/funds';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import { arrayColumn } from '@ansinh/database';
import type { Tx } from '../kit';
import type { AssessedLine, InsuredWorker, LineChange } from './assessment.rules';

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

type WorkerRow = { participation_id: string; employer_id: string; wage_vnd: Vnd };

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

type LineRow = {
  statement_id: string;
  participation_id: string;
  fund: FundName;
  base_vnd: Vnd;
  employee_vnd: Vnd;
  employer_vnd: Vnd;
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

/** Lines that a version of a statement adds. */
export type AddedLines = {
  readonly statementId: string;
  readonly version: number;
  readonly lines: readonly LineChange[];
};

export const insertLines = async (tx: Tx, added: readonly AddedLines[], month: YearMonth): Promise<void> => {
  if (added.length === 0) return;
  const lines = added.flatMap(({ statementId, version, lines: own }) =>
    own.map((line) => ({ ...line, statementId, version })),
  );
  const column = <Value>(pick: (line: (typeof lines)[number]) => Value): Value[] => lines.map(pick);
  await tx.db.$executeRaw`
    INSERT INTO contribution_lines (participation_id, month, fund, version, statement_id, base_vnd, employee_vnd, employer_vnd)
    SELECT participation_id, ${month}, fund, version, statement_id, base_vnd, employee_vnd, employer_vnd
    FROM unnest(${arrayColumn(column((line) => line.participationId))}::uuid[], ${arrayColumn(column((line) => line.fund))}::text[],
      ${arrayColumn(column((line) => line.version))}::int[], ${arrayColumn(column((line) => line.statementId))}::uuid[],
      ${arrayColumn(column((line) => line.baseVnd))}::bigint[], ${arrayColumn(column((line) => line.employeeVnd))}::bigint[],
      ${arrayColumn(column((line) => line.employerVnd))}::bigint[])
      AS rows (participation_id, fund, version, statement_id, base_vnd, employee_vnd, employer_vnd)`;
};
