import type { WatchSignal, WatchSignalChange, WatchSignalCode } from '@ansinh/contracts/health-insurance/watch.api';
import { requireParameters, settingOf } from '../../appraisal/rules/setting.rules';
import type { Tx } from '../../kit';
import { listSettings, saveSetting } from './signal.store';
import { signalView } from './signal.views';
import { SIGNALS } from './signals';

/** Switches or sets a signal from a day on; it counts from the next run of a month. Throws `request.invalid`. */
export const changeSignal = async (tx: Tx, code: WatchSignalCode, change: WatchSignalChange): Promise<WatchSignal> => {
  const signal = SIGNALS[code];
  requireParameters(signal.parameters, change);
  const known = await listSettings(tx.db);
  const before = signalView(signal, known, change.from);
  await saveSetting(tx, settingOf(known, code, change), change.reason);
  const after = signalView(signal, await listSettings(tx.db), change.from);
  tx.audit({
    action: 'watch-signal.change',
    target: `watch-signal:${code}`,
    said: change.reason,
    outcome: `${change.enabled ? 'enabled' : 'disabled'} from ${change.from}`,
    before,
    after,
  });
  return after;
};
