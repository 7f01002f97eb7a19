import { type WatchSignal, WatchSignalCode } from '@ansinh/contracts/health-insurance/watch.api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { RuleSetting } from '../../appraisal/rules/setting.rules';
import type { Tx } from '../../kit';
import type { Signal } from '../signals/signal';
import { listSettings } from './signal.store';
import { SIGNALS, signalOn } from './signals';

export const signalView = (signal: Signal, settings: readonly RuleSetting[], date: LocalDate): WatchSignal => {
  const { code, text, textVi, source } = signal;
  const { enabled, parameters: values, setFrom } = signalOn(signal, settings, date);
  const parameters = signal.parameters.map((each) => ({ ...each, value: values[each.name] ?? each.default }));
  return { code, text, textVi, source, enabled, parameters, setFrom };
};

/** Every signal as it is set on a day. */
export const listSignals = async (db: Tx['db'], date: LocalDate): Promise<WatchSignal[]> => {
  const settings = await listSettings(db);
  return WatchSignalCode.options.map((code) => signalView(SIGNALS[code], settings, date));
};
