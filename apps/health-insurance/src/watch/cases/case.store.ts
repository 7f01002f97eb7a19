import type { ConcludeWatchCase, WatchRun } from '@ansinh/contracts/health-insurance/watch.api';
import { newId } from '@ansinh/database';
import { Prisma } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import type { Run } from '../evidence/evidence.store';
import type { FoundCase } from '../scoring/scoring.rules';
import { CLOSED } from './case.rules';

/** Writes the conclusion once; false when there is no such case or it has one. A run that is publishing waits for it. */
export const saveConclusion = async (tx: Tx, caseId: string, command: ConcludeWatchCase): Promise<boolean> => {
  const { count } = await tx.db.watchCaseRecord.updateMany({
    where: { caseId, status: { not: CLOSED } },
    data: {
      status: CLOSED,
      result: command.result,
      resultReason: command.reason,
      concludedAt: tx.now,
      concludedBy: tx.by.subject,
    },
  });
  return count === 1;
};

// So that a statement stays some megabytes, however many subjects a month has.
const CASES_AT_ONCE = 5_000;

const caseRecord = ({ kind, id, score, reasons }: FoundCase) => ({
  case_id: newId(),
  subject_kind: kind,
  subject_id: id,
  score,
  signals: [...new Set(reasons.map(({ signal }) => signal))],
  reasons,
});

const saveSome = async (
  tx: Pick<Tx, 'db' | 'now'>,
  { runId, month }: Run,
  cases: readonly FoundCase[],
): Promise<void> => {
  const records = JSON.stringify(cases.map(caseRecord));
  await tx.db.$executeRaw`
    INSERT INTO watch_cases AS known (case_id, month, subject_kind, subject_id, run_id, score, signals, facility_codes,
      visits, reasons, status, changed_at)
    SELECT case_id, ${month}, subject_kind, subject_id, ${runId}::uuid, score, signals, facility_codes, visits, reasons,
      'open', ${tx.now}
    FROM jsonb_to_recordset(${records}::jsonb) AS found(case_id uuid, subject_kind text, subject_id text, score int,
        signals text[], reasons jsonb)
      CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT facility_code ORDER BY facility_code) AS facility_codes,
          count(DISTINCT (facility_code, encounter_key))::int AS visits
        FROM watch_evidence proof
        WHERE run_id = ${runId}::uuid AND proof.subject_kind = found.subject_kind
          AND proof.subject_id = found.subject_id AND signal = ANY(found.signals)) AS proof
    ORDER BY subject_kind, subject_id
    ON CONFLICT (month, subject_kind, subject_id) DO UPDATE SET run_id = excluded.run_id, score = excluded.score,
      signals = excluded.signals, facility_codes = excluded.facility_codes, visits = excluded.visits,
      reasons = excluded.reasons, status = 'open', changed_at = excluded.changed_at
    WHERE known.status <> ${CLOSED}`;
};

/** Brings the work list to what the run found, as the rule `afterRun` has it of each case. */
export const saveCases = async (tx: Pick<Tx, 'db' | 'now'>, run: Run, cases: readonly FoundCase[]): Promise<void> => {
  for (let from = 0; from < cases.length; from += CASES_AT_ONCE)
    await saveSome(tx, run, cases.slice(from, from + CASES_AT_ONCE));
  await tx.db.watchCaseRecord.updateMany({
    where: { month: run.month, status: 'open', runId: { not: run.runId } },
    data: { status: 'vanished', changedAt: tx.now },
  });
};

/** A selection of what the cases of a month rest on. */
export const casesOfMonth = ({ month }: Run): Prisma.Sql =>
  Prisma.sql`SELECT run_id, subject_kind, subject_id, signals FROM watch_cases WHERE month = ${month}`;

export type CaseCounts = WatchRun['cases'];

/** How many cases of a month are in which state. */
export const countCases = async ({ db }: Pick<Tx, 'db'>, { month }: Run): Promise<CaseCounts> => {
  const counted = await db.watchCaseRecord.groupBy({ by: ['status'], where: { month }, _count: true });
  const casesIn = (status: string): number => counted.find((group) => group.status === status)?._count ?? 0;
  return { open: casesIn('open'), concluded: casesIn('concluded'), vanished: casesIn('vanished') };
};
