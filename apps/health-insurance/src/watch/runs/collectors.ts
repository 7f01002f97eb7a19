import type { WatchSignalCode } from '@ansinh/contracts/health-insurance/watch.api';
import type { Search } from '../evidence/search';
import { collectCost } from '../signals/cost/cost.commands';
import { collectDoctors } from '../signals/doctor-capacity/doctor-capacity.commands';
import { collectDrugs } from '../signals/drug-diagnosis/drug-diagnosis.commands';
import { collectFrequency } from '../signals/frequency/frequency.commands';
import { collectSameTime } from '../signals/same-time/same-time.commands';
import type { Hit } from '../signals/signal';

/** How the hits of each signal are found: facts by the database, limits and points by the rules of the signal. */
export const COLLECTORS = {
  COST: collectCost,
  DOCTOR_CAPACITY: collectDoctors,
  DRUG_WITHOUT_DIAGNOSIS: collectDrugs,
  FREQUENCY: collectFrequency,
  SAME_TIME: collectSameTime,
} as const satisfies Readonly<Record<WatchSignalCode, (search: Search) => Promise<Hit[]>>>;
