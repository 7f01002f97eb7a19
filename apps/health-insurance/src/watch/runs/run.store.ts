import {
  type WatchRun,
  WatchRun as WatchRunSchema,
  type WatchSignalCode,
} from '@ansinh/contracts/health-insurance/watch.api';
import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { newId } from '@ansinh/database';
import type { Tx } from '../../kit';
import type { FoundCase } from '../scoring/scoring.rules';
import { ofMonth } from './month-claims.store';

export type Run = { readonly runId: string; readonly month: YearMonth; readonly startedAt: Date };

/**
 * Work of one run on a month at a time, to the end of the transaction. A step of another run of the month may take longer
 * than a row is waited for, and ends within the timeout of a transaction, as this one does with its waiting.
 */
export const lockMonth = async ({ db }: Tx, month: YearMonth): Promise<void> => {
  await db.$executeRaw`SELECT set_config('lock_timeout', '10s', true)`;
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`watch|${month}`}, 0))`;
};

/** Begins a run; how many accepted claims the month has, and by which facilities. */
export const startRun = async (
  tx: Tx,
  month: YearMonth,
): Promise<Run & { readonly claims: number; readonly facilityCodes: readonly string[] }> => {
  const run = { runId: newId(), month, startedAt: tx.now };
  await tx.db.watchRunRecord.create({ data: { ...run, startedBy: tx.by.subject } });
  const rows = await tx.db.$queryRaw<{ facility_code: string; claims: number }[]>`
    SELECT facility_code, count(*)::int AS claims FROM claims claim
    WHERE ${ofMonth('claim', month)} GROUP BY facility_code ORDER BY facility_code`;
  return {
    ...run,
    claims: rows.reduce((sum, { claims }) => sum + claims, 0),
    facilityCodes: rows.map(({ facility_code }) => facility_code),
  };
};

const resultOf = (result: unknown): WatchRun => WatchRunSchema.parse(result);

/** The newest run of the month that finished after this one had begun: it has seen what this one saw, or more. */
export const findNewerRun = async ({ db }: Tx, { month, runId }: Run): Promise<WatchRun | undefined> => {
  const row = await db.watchRunRecord.findFirst({
    where: { month, runId: { gt: runId }, finishedAt: { not: null } },
    orderBy: { runId: 'desc' },
  });
  return row === null ? undefined : resultOf(row.result);
};

const RUNS_SHOWN = 50;

/** Finished runs of a month, the newest first. */
export const listRuns = async (db: Tx['db'], month: YearMonth): Promise<WatchRun[]> => {
  const rows = await db.watchRunRecord.findMany({
    where: { month, finishedAt: { not: null } },
    orderBy: { runId: 'desc' },
    take: RUNS_SHOWN,
  });
  return rows.map(({ result }) => resultOf(result));
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

const saveSome = async (tx: Tx, { runId, month }: Run, cases: readonly FoundCase[]): Promise<void> => {
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
    WHERE known.status <> 'concluded'`;
};

/** Brings the work list to what the run found: new cases, newer evidence, cases that nothing finds any more. */
export const saveCases = async (tx: Tx, run: Run, cases: readonly FoundCase[]): Promise<void> => {
  for (let from = 0; from < cases.length; from += CASES_AT_ONCE)
    await saveSome(tx, run, cases.slice(from, from + CASES_AT_ONCE));
  await tx.db.watchCaseRecord.updateMany({
    where: { month: run.month, status: 'open', runId: { not: run.runId } },
    data: { status: 'vanished', changedAt: tx.now },
  });
};

/** Evidence of the month that no case rests on: of older runs, of broken ones, and of subjects below their limits. */
export const sweepEvidence = async (tx: Tx, { month, runId }: Run): Promise<void> => {
  await tx.db.$executeRaw`
    DELETE FROM watch_evidence proof USING watch_runs run
    WHERE run.month = ${month} AND run.run_id <= ${runId}::uuid AND proof.run_id = run.run_id
      AND NOT EXISTS (SELECT FROM watch_cases known
        WHERE known.month = ${month} AND known.run_id = proof.run_id AND known.subject_kind = proof.subject_kind
          AND known.subject_id = proof.subject_id AND proof.signal = ANY(known.signals))`;
};

export type Outcome = Pick<WatchRun, 'claims' | 'indicationsVersion'> & {
  readonly signals: readonly {
    readonly signal: WatchSignalCode;
    readonly enabled: boolean;
    readonly subjects: number;
  }[];
};

/** Ends the run with what it counted. */
export const finishRun = async (tx: Tx, run: Run, outcome: Outcome): Promise<WatchRun> => {
  const counted = await tx.db.watchCaseRecord.groupBy({ by: ['status'], where: { month: run.month }, _count: true });
  const casesIn = (status: string): number => counted.find((group) => group.status === status)?._count ?? 0;
  const result = resultOf({
    ...outcome,
    runId: run.runId,
    month: run.month,
    startedAt: run.startedAt.toISOString(),
    startedBy: tx.by.subject,
    finishedAt: tx.now.toISOString(),
    cases: { open: casesIn('open'), concluded: casesIn('concluded'), vanished: casesIn('vanished') },
  });
  await tx.db.watchRunRecord.update({ where: { runId: run.runId }, data: { finishedAt: tx.now, result } });
  return result;
};
