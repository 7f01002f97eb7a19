import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { WageZone } from '@ansinh/contracts/vocabulary/funds';
import { chunksOf, columnOf } from '@ansinh/database';
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

type WorkerRow = InsuredWorker & { readonly employerId: string };

/** The workers insured in a month, by employer, each with the wage of the newest change up to the month. */
export const insuredWorkers = async (
  tx: Tx,
  employerIds: readonly string[],
  month: YearMonth,
): Promise<ReadonlyMap<string, readonly InsuredWorker[]>> => {
  const rows = await tx.db.$queryRaw<WorkerRow[]>`
    SELECT participation.participation_id AS "participationId", employer_id AS "employerId", wage.wage_vnd AS "wageVnd"
    FROM participations AS participation
    JOIN LATERAL (SELECT wage_vnd FROM participation_wages
                  WHERE participation_id = participation.participation_id AND from_month <= ${month}
                  ORDER BY from_month DESC LIMIT 1) AS wage ON true
    WHERE employer_id = ANY(${employerIds}::uuid[]) AND (last_month IS NULL OR last_month >= ${month})`;
  return Map.groupBy(rows, ({ employerId }) => employerId);
};

type LineRow = AssessedLine & { readonly statementId: string };

/** The sums of the lines of statements over their versions, by statement. */
export const assessedLines = async (
  tx: Tx,
  statementIds: readonly string[],
  month: YearMonth,
): Promise<ReadonlyMap<string, readonly AssessedLine[]>> => {
  if (statementIds.length === 0) return new Map();
  const rows = await tx.db.$queryRaw<LineRow[]>`
    SELECT statement_id AS "statementId", participation_id AS "participationId", fund,
      (array_agg(base_vnd ORDER BY version DESC))[1] AS "baseVnd",
      sum(employee_vnd)::bigint AS "employeeVnd", sum(employer_vnd)::bigint AS "employerVnd"
    FROM contribution_lines
    WHERE month = ${month} AND statement_id = ANY(${statementIds}::uuid[])
      AND participation_id IN (SELECT participation_id FROM participations JOIN statements USING (employer_id)
                               WHERE statement_id = ANY(${statementIds}::uuid[]))
    GROUP BY statement_id, participation_id, fund`;
  return Map.groupBy(rows, ({ statementId }) => statementId);
};

/** Lines that a version of a statement adds. */
export type AddedLines = {
  readonly statementId: string;
  readonly version: number;
  readonly lines: readonly LineChange[];
};

export const insertLines = async (tx: Tx, added: readonly AddedLines[], month: YearMonth): Promise<void> => {
  const lines = added.flatMap(({ statementId, version, lines: own }) =>
    own.map((line) => ({ ...line, statementId, version })),
  );
  for (const chunk of chunksOf(lines))
    await tx.db.$executeRaw`
      INSERT INTO contribution_lines (participation_id, month, fund, version, statement_id, base_vnd, employee_vnd, employer_vnd)
      SELECT participation_id, ${month}, fund, version, statement_id, base_vnd, employee_vnd, employer_vnd
      FROM unnest(${columnOf(chunk, 'participationId')}::uuid[], ${columnOf(chunk, 'fund')}::text[],
        ${columnOf(chunk, 'version')}::int[], ${columnOf(chunk, 'statementId')}::uuid[],
        ${columnOf(chunk, 'baseVnd')}::bigint[], ${columnOf(chunk, 'employeeVnd')}::bigint[],
        ${columnOf(chunk, 'employerVnd')}::bigint[])
        AS rows (participation_id, fund, version, statement_id, base_vnd, employee_vnd, employer_vnd)`;
};
