import type { WatchSignalCode } from '@ansinh/contracts/health-insurance/watch.api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { type RuleSetting, settingOn, valuesOf } from '../../appraisal/settings/setting.rules';
import { COST } from './cost/cost.rules';
import { DOCTOR_CAPACITY } from './doctor-capacity/doctor-capacity.rules';
import { DRUG_WITHOUT_DIAGNOSIS } from './drug-diagnosis/drug-diagnosis.rules';
import { FREQUENCY } from './frequency/frequency.rules';
import { SAME_TIME } from './same-time/same-time.rules';
import type { ParameterValues, Signal } from './signal';

/** Every signal of the watch by its code. */
export const SIGNALS: Readonly<Record<WatchSignalCode, Signal>> = {
  COST,
  DOCTOR_CAPACITY,
  DRUG_WITHOUT_DIAGNOSIS,
  FREQUENCY,
  SAME_TIME,
};

/** The name of a signal among the settings of the appraisal's rules, whose table it shares. */
export const settingCode = (code: WatchSignalCode): string => `WATCH_${code}`;

export type SignalInForce = {
  readonly enabled: boolean;
  readonly parameters: ParameterValues;
  readonly setFrom: LocalDate | null;
};

/** A signal as it is set on a day; a month is computed by what holds on its first day. */
export const signalOn = (signal: Signal, settings: readonly RuleSetting[], date: LocalDate): SignalInForce => {
  const setting = settingOn(settings, settingCode(signal.code), date);
  return {
    enabled: setting?.enabled ?? true,
    parameters: valuesOf(signal.parameters, setting),
    setFrom: setting?.from ?? null,
  };
};
