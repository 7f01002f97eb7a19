import type { WatchSignalCode } from '@ansinh/contracts/health-insurance/watch.api';
import { addDays, firstDayOf, type LocalDate, lastDayOf } from '@ansinh/contracts/vocabulary/calendar';
import type { Tx } from '../../kit';
import { type FacilityShare, facilityHits } from '../scoring/scoring.rules';
import { COST, costLimit, dearPersonHits } from '../signals/cost/cost.rules';
import { findOutliers, findPeerGroups } from '../signals/cost/cost.store';
import { type BusyDay, doctorHits, examsAllowed } from '../signals/doctor-capacity/doctor-capacity.rules';
import { findBusyDay } from '../signals/doctor-capacity/doctor-capacity.store';
import { DRUG_WITHOUT_DIAGNOSIS, drugSubjectHits } from '../signals/drug-diagnosis/drug-diagnosis.rules';
import { findDrugSubjects, findDrugsWithoutDiagnosis } from '../signals/drug-diagnosis/drug-diagnosis.store';
import { frequencyHits, visitLimit } from '../signals/frequency/frequency.rules';
import { findOftenThere, findVisitSpread } from '../signals/frequency/frequency.store';
import { type Overlaps, sameTimeHits } from '../signals/same-time/same-time.rules';
import { findOverlaps } from '../signals/same-time/same-time.store';
import type { Hit, ParameterValues } from '../signals/signal';
import type { Run } from './run.store';

/** What a signal is computed with. */
export type Search = {
  readonly run: Run;
  readonly parameters: ParameterValues;
  /** Facilities with accepted claims in the month. */
  readonly facilityCodes: readonly string[];
  readonly indicationsVersion: number;
  /** One transaction: a month takes many, each of them short enough for the timeout of all transactions. */
  readonly step: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
};

const HEX_DIGITS = ['0123', '4567', '89ab', 'cdef'].map((digits) => [...digits]);

const daysOf = ({ month }: Run): LocalDate[] => {
  const days: LocalDate[] = [];
  for (let day = firstDayOf(month); day <= lastDayOf(month); day = addDays(day, 1)) days.push(day);
  return days;
};

const collectSameTime = async ({ run, parameters, step }: Search): Promise<Hit[]> => {
  const persons: Overlaps[] = [];
  for (const digits of HEX_DIGITS)
    persons.push(...(await step((tx) => findOverlaps(tx, run, { minutes: parameters.minutes ?? 0, digits }))));
  return sameTimeHits(persons, parameters);
};

const collectFrequency = async ({ run, parameters, step }: Search): Promise<Hit[]> => {
  const spread = await step((tx) => findVisitSpread(tx, run));
  const persons = await step((tx) => findOftenThere(tx, run, visitLimit(spread, parameters)));
  return frequencyHits(persons, spread, parameters);
};

const collectCost = async ({ run, parameters, step }: Search): Promise<Hit[]> => {
  const groups = await step((tx) => findPeerGroups(tx, run, parameters.groupClaims ?? 0));
  // A group in which half of the claims cost nothing has no limit to go beyond.
  const limited = groups
    .map((group) => ({ ...group, limit: costLimit(group, parameters) }))
    .filter(({ limit }) => limit > 0n);
  const { persons, facilities } = await step((tx) => findOutliers(tx, run, limited));
  return [...dearPersonHits(persons, parameters), ...facilityHits(COST.code, facilities, parameters)];
};

const collectDoctors = async ({ run, parameters, step }: Search): Promise<Hit[]> => {
  const busy: BusyDay[] = [];
  for (const day of daysOf(run))
    busy.push(...(await step((tx) => findBusyDay(tx, run, { day, allowed: examsAllowed(parameters) }))));
  return doctorHits(busy, parameters);
};

const collectDrugs = async (search: Search): Promise<Hit[]> => {
  const { run, parameters, facilityCodes, indicationsVersion: version, step } = search;
  if (version === 0) return [];
  const facilities: FacilityShare[] = [];
  for (const facilityCode of facilityCodes)
    facilities.push(await step((tx) => findDrugsWithoutDiagnosis(tx, run, { facilityCode, version })));
  const subjects = await step((tx) => findDrugSubjects(tx, run));
  return [
    ...drugSubjectHits(subjects, parameters),
    ...facilityHits(DRUG_WITHOUT_DIAGNOSIS.code, facilities, parameters),
  ];
};

/** How the hits of each signal are found: facts by the database, limits and points by the rules of the signal. */
export const COLLECTORS: Readonly<Record<WatchSignalCode, (search: Search) => Promise<Hit[]>>> = {
  COST: collectCost,
  DOCTOR_CAPACITY: collectDoctors,
  DRUG_WITHOUT_DIAGNOSIS: collectDrugs,
  FREQUENCY: collectFrequency,
  SAME_TIME: collectSameTime,
};
