import type { WatchSignalCode } from '@ansinh/contracts/health-insurance/watch.api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { type RuleSetting, settingOn, valuesOf } from '../../appraisal/rules/setting.rules';
import { COST } from '../signals/cost/cost.rules';
import { DOCTOR_CAPACITY } from '../signals/doctor-capacity/doctor-capacity.rules';
import { DRUG_WITHOUT_DIAGNOSIS } from '../signals/drug-diagnosis/drug-diagnosis.rules';
import { FREQUENCY } from '../signals/frequency/frequency.rules';
import { SAME_TIME } from '../signals/same-time/same-time.rules';
import type { ParameterValues, Signal } from '../signals/signal';

/** Every signal of the watch by its code. */
export const SIGNALS = {
  COST,
  DOCTOR_CAPACITY,
  DRUG_WITHOUT_DIAGNOSIS,
  FREQUENCY,
  SAME_TIME,
} as const satisfies Readonly<Record<WatchSignalCode, Signal>>;

export type SignalInForce = {
  readonly enabled: boolean;
  readonly parameters: ParameterValues;
  readonly setFrom: LocalDate | null;
};

/** A signal as it is set on a day; a month is computed by what holds on its first day. */
export const signalOn = (signal: Signal, settings: readonly RuleSetting[], date: LocalDate): SignalInForce => {
  const setting = settingOn(settings, signal.code, date);
  return {
    enabled: setting?.enabled ?? true,
    parameters: valuesOf(signal.parameters, setting),
    setFrom: setting?.from ?? null,
  };
};
