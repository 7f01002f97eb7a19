import { WatchRun } from '@ansinh/contracts/health-insurance/watch.api';
import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { Tx } from '../../kit';

const RUNS_SHOWN = 50;

/** Finished runs of a month, the newest first. */
export const listRuns = async (db: Tx['db'], month: YearMonth): Promise<WatchRun[]> => {
  const rows = await db.watchRunRecord.findMany({
    where: { month, finishedAt: { not: null } },
    orderBy: { runId: 'desc' },
    take: RUNS_SHOWN,
  });
  return rows.map(({ result }) => WatchRun.parse(result));
};
