import { type WatchRun, WatchSignalCode } from '@ansinh/contracts/health-insurance/watch.api';
import { firstDayOf, type YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { StreamContext } from '@ansinh/http';
import type { Tx } from '../../kit';
import { casesOfMonth, countCases, saveCases } from '../cases/case.store';
import { sweepEvidence } from '../evidence/evidence.store';
import type { Search } from '../evidence/search';
import { casesOf } from '../scoring/scoring.rules';
import { currentVersion } from '../settings/indications/indication.views';
import { listSettings } from '../settings/signal.store';
import { SIGNALS, signalOn } from '../settings/signals';
import type { Hit } from '../signals/signal';
import { COLLECTORS } from './collectors';
import { findNewerRun, finishRun, lockMonth, type Outcome, runsUpTo, startRun } from './run.store';

type Steps = { readonly step: Search['step'] };

const begin = ({ step }: Steps, month: YearMonth) =>
  step(async (tx) => ({
    ...(await startRun(tx, month)),
    settings: await listSettings(tx.db),
    indicationsVersion: await currentVersion(tx.db),
  }));

type Begun = Awaited<ReturnType<typeof begin>>;
type Collected = { readonly hits: readonly Hit[]; readonly signals: Outcome['signals'] };

const collect = async ({ step }: Steps, begun: Begun): Promise<Collected> => {
  const { settings, facilityCodes, indicationsVersion } = begun;
  const hits: Hit[] = [];
  const signals: { signal: WatchSignalCode; enabled: boolean; subjects: number }[] = [];
  for (const signal of WatchSignalCode.options) {
    const { enabled, parameters } = signalOn(SIGNALS[signal], settings, firstDayOf(begun.month));
    const search = { run: begun, parameters, facilityCodes, indicationsVersion, step };
    const found = enabled ? await COLLECTORS[signal](search) : [];
    hits.push(...found);
    signals.push({ signal, enabled, subjects: found.length });
  }
  return { hits, signals };
};

/** One transaction: the work list is that of the run before, or of this one. */
const publish = async (tx: Tx, begun: Begun, { hits, signals }: Collected): Promise<WatchRun> => {
  const swept = { runs: runsUpTo(begun), cases: casesOfMonth(begun) };
  const newer = await findNewerRun(tx, begun);
  if (newer !== undefined) {
    // What this one collected after the newer one had swept would stay behind.
    await sweepEvidence(tx, swept);
    return newer;
  }
  await saveCases(tx, begun, casesOf(hits));
  await sweepEvidence(tx, swept);
  const { claims, indicationsVersion } = begun;
  const cases = await countCases(tx, begun);
  const after = await finishRun(tx, begun, { claims, indicationsVersion, signals, cases });
  tx.audit({ action: 'watch.run', target: `watch-month:${begun.month}`, outcome: `${hits.length} hits`, after });
  return after;
};

/**
 * Computes the watch of a month anew from its accepted claims and brings the work list to it. Steps of two runs of the
 * same month take turns; the one that began later decides, and the other answers with what that one found.
 */
export const runMonth = async (context: StreamContext<Tx>, month: YearMonth): Promise<WatchRun> => {
  const step: Search['step'] = (work) =>
    context.transact(async (tx) => {
      await lockMonth(tx, month);
      return work(tx);
    });
  const begun = await begin({ step }, month);
  const collected = await collect({ step }, begun);
  return step((tx) => publish(tx, begun, collected));
};
