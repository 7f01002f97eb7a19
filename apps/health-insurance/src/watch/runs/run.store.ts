import { WatchRun, type WatchSignalCode } from '@ansinh/contracts/health-insurance/watch.api';
import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { newId } from '@ansinh/database';
import { Prisma } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import type { CaseCounts } from '../cases/case.store';
import type { Run } from '../evidence/evidence.store';
import { ofMonth } from '../evidence/month-claims.sql';

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

/** A selection of the runs of the month up to this one. */
export const runsUpTo = ({ month, runId }: Run): Prisma.Sql =>
  Prisma.sql`SELECT run_id FROM watch_runs WHERE month = ${month} AND run_id <= ${runId}::uuid`;

/** The newest run of the month that finished after this one had begun: it has seen what this one saw, or more. */
export const findNewerRun = async ({ db }: Tx, { month, runId }: Run): Promise<WatchRun | undefined> => {
  const row = await db.watchRunRecord.findFirst({
    where: { month, runId: { gt: runId }, finishedAt: { not: null } },
    orderBy: { runId: 'desc' },
  });
  return row === null ? undefined : WatchRun.parse(row.result);
};

export type Outcome = Pick<WatchRun, 'claims' | 'indicationsVersion'> & {
  readonly signals: readonly {
    readonly signal: WatchSignalCode;
    readonly enabled: boolean;
    readonly subjects: number;
  }[];
};

/** Ends the run with what it counted. */
export const finishRun = async (
  tx: Tx,
  run: Run,
  outcome: Outcome & { readonly cases: CaseCounts },
): Promise<WatchRun> => {
  const result = WatchRun.parse({
    ...outcome,
    runId: run.runId,
    month: run.month,
    startedAt: run.startedAt.toISOString(),
    startedBy: tx.by.subject,
    finishedAt: tx.now.toISOString(),
  });
  await tx.db.watchRunRecord.update({ where: { runId: run.runId }, data: { finishedAt: tx.now, result } });
  return result;
};
