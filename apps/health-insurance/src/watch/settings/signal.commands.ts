import type { WatchSignal, WatchSignalChange, WatchSignalCode } from '@ansinh/contracts/health-insurance/watch.api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { tenantText } from '@ansinh/contracts/wire/permissions';
import { writeAudit } from '@ansinh/database';
import { currentTraceId } from '@ansinh/telemetry';
import { type RuleSetting, requireParameters } from '../../appraisal/settings/setting.rules';
import { listSettings, saveSetting } from '../../appraisal/settings/setting.store';
import type { Tx } from '../../kit';
import type { Signal } from '../signals/signal';
import { SIGNALS, settingCode, signalOn } from '../signals/signals';

const viewOf = (signal: Signal, settings: readonly RuleSetting[], date: LocalDate): WatchSignal => {
  const { code, text, textVi, source } = signal;
  const { enabled, parameters: values, setFrom } = signalOn(signal, settings, date);
  const parameters = signal.parameters.map((each) => ({ ...each, value: values[each.name] ?? each.default }));
  return { code, text, textVi, source, enabled, parameters, setFrom };
};

/** Every signal as it is set on a day. */
export const listSignals = async (db: Tx['db'], date: LocalDate): Promise<WatchSignal[]> => {
  const settings = await listSettings(db);
  return Object.values(SIGNALS).map((signal) => viewOf(signal, settings, date));
};

/** Switches or sets a signal from a day on; it counts from the next run of a month. Throws `request.invalid`. */
export const changeSignal = async (tx: Tx, code: WatchSignalCode, change: WatchSignalChange): Promise<WatchSignal> => {
  const signal = SIGNALS[code];
  requireParameters(signal.parameters, change);
  await saveSetting(tx, settingCode(code), change);
  await writeAudit(tx.db, {
    subject: tx.by.subject,
    tenant: tenantText(tx.by.tenant),
    action: 'watch-signal.change',
    target: `watch-signal:${code}@${change.from}`,
    traceId: currentTraceId(),
    reason: change.reason,
    outcome: change.enabled ? 'enabled' : 'disabled',
  });
  return viewOf(signal, await listSettings(tx.db), change.from);
};
