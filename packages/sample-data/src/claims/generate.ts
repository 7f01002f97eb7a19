import type { RegisterFacility } from '@ansinh/contracts/health-insurance/registers.api';
import { addDays, ageOn, type LocalDate, localDate, type YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { SampleCard } from '../people/cards';
import type { SamplePerson } from '../people/people';
import type { Random } from '../random';
import { routePercent, visitReason } from './benefit';
import { BED, COMPUTED_TOMOGRAPHY, DIAGNOSES, EXAM, IMAGING, LABORATORY, ORAL_DRUGS } from './catalogue';
import { type CostLine, type Encounter, minuteOf, type Referral, type Visit } from './claim-model';
import { encounterOf } from './encounter';
import { type Fault, withFault } from './faults';
import {
  bedLine,
  clinicalNote,
  drugLine,
  labResults,
  MAX_WARD_LINES_A_DAY,
  serviceLine,
  staffOf,
  visitRandom,
  wardDay,
} from './orders';

export type ClaimWish = {
  /** MA_LK; equal keys at a facility give equal claims. */
  readonly key: string;
  readonly person: SamplePerson;
  readonly card: SampleCard;
  readonly facility: RegisterFacility;
  readonly month: YearMonth;
  /** Day of arrival; by chance from 1 to 20 when left out. */
  readonly day?: number;
  /** Facility that referred the patient: the visit is on route. */
  readonly referredFrom?: string;
  readonly isEmergency?: boolean;
  /** How many priced lines; about 10 for a visit and about 150 for a stay when left out. */
  readonly lines?: number;
  readonly fault?: Fault;
};

export type StayWish = ClaimWish & {
  /** Days of the stay with both outer ones, at least 2; by chance from 5 to 8 when left out. */
  readonly days?: number;
};

const kilograms = (random: Random, birthDate: LocalDate, date: LocalDate): string => {
  const age = ageOn(birthDate, date);
  const whole = age < 14 ? 4 + age * 3 : random.int(42, 78);
  return `${whole}.${random.int(0, 9)}0`;
};

type Frame = Omit<Visit, 'leftAt' | 'lines' | 'labs' | 'notes'> & { readonly arrivedOn: LocalDate };

/** What is settled at the reception: who, when, why on this route. */
const frameOf = (random: Random, wish: ClaimWish, inpatient: boolean): Frame => {
  const { key, person, card, facility, referredFrom } = wish;
  const day = wish.day ?? random.int(1, 20);
  const arrivedOn = localDate(`${wish.month}-${String(day).padStart(2, '0')}`);
  const referral: Referral | undefined =
    referredFrom === undefined ? undefined : { facilityCode: referredFrom, slip: `GCT-${key}` };
  const reasonCode = visitReason({
    facility,
    initialFacilityCode: card.initialFacilityCode,
    inpatient,
    isReferred: referral !== undefined,
    isEmergency: wish.isEmergency === true,
  });
  return {
    key,
    person,
    card,
    facility,
    inpatient,
    reasonCode,
    // A slip is written down only where it decides the route.
    ...(referral !== undefined && reasonCode === '1.3' ? { referral } : {}),
    arrivedOn,
    arrivedAt: minuteOf(arrivedOn, random.int(7, 8), random.int(0, 59)),
    diagnosis: random.pick(DIAGNOSES),
    department: inpatient ? 'K03' : 'K01',
    attending: random.pick(staffOf(facility)),
    weightKg: kilograms(random, person.birthDate, arrivedOn),
  };
};

const visitOf = (
  random: Random,
  { arrivedOn: _, ...frame }: Frame,
  rest: Pick<Visit, 'leftAt' | 'lines' | 'notes'>,
): Visit => ({
  ...frame,
  ...rest,
  labs: labResults(random, rest.lines),
});

const finish = (visit: Visit, fault: Fault | undefined): Encounter =>
  fault === undefined ? encounterOf(visit) : withFault(encounterOf(visit), fault);

const isCostly = (frame: Frame): boolean => routePercent(frame.reasonCode, frame.inpatient, frame.arrivedOn) < 100n;

const OUTPATIENT_LINES = 10;
const DRUG_SHARE = 2;

const outpatientLines = (random: Random, frame: Frame, count: number): CostLine[] => {
  const { facility, attending: doctor, arrivedAt } = frame;
  // A visit off the route is made dear: whether the 15 % rule helps it there is not for samples to decide.
  const tests = isCostly(frame) ? [COMPUTED_TOMOGRAPHY] : [];
  const drugs = Math.min(ORAL_DRUGS.length, Math.ceil(count / DRUG_SHARE));
  const offered = facility.level === 'initial' ? LABORATORY : [...LABORATORY, ...IMAGING];
  const services = [EXAM, ...tests, ...random.shuffled(offered)].slice(0, count - drugs);
  return [
    ...services.map((item, index) => serviceLine(item, { facility, doctor, at: arrivedAt + 5 + index * 3 })),
    ...random
      .shuffled(ORAL_DRUGS)
      .slice(0, drugs)
      .map((item) =>
        drugLine(item, { perDay: random.int(1, 3), days: random.int(5, 7) }, { facility, doctor, at: arrivedAt + 150 }),
      ),
  ];
};

/** A visit without a stay: exam, tests, drugs to take home. */
export const outpatientClaim = (source: Random, wish: ClaimWish): Encounter => {
  const random = visitRandom(source, wish.facility.facilityCode, wish.key);
  const frame = frameOf(random, wish, false);
  const lines = outpatientLines(random, frame, wish.lines ?? OUTPATIENT_LINES);
  const notes = [clinicalNote(random, { facility: frame.facility, doctor: frame.attending, at: frame.arrivedAt + 10 })];
  return finish(visitOf(random, frame, { leftAt: frame.arrivedAt + 180, lines, notes }), wish.fault);
};

/** `total` in `parts` parts as equal as can be, the larger ones first. */
const spread = (total: number, parts: number): number[] =>
  Array.from({ length: parts }, (_, index) => Math.floor(total / parts) + (index < total % parts ? 1 : 0));

/** A stay: exam, bed by nights, and orders of every day on the ward, with laboratory results, notes and discharge paper. */
export const inpatientClaim = (source: Random, wish: StayWish): Encounter => {
  const random = visitRandom(source, wish.facility.facilityCode, wish.key);
  const frame = frameOf(random, wish, true);
  const { facility, arrivedOn, arrivedAt } = frame;
  const days = wish.days ?? random.int(5, 8);
  const count = wish.lines ?? random.int(130, 170);
  const wardLines = spread(count - 2, days);
  if (days < 2 || (wardLines[0] ?? 0) > MAX_WARD_LINES_A_DAY)
    throw new Error(`a stay has at least 2 days and at most ${MAX_WARD_LINES_A_DAY} lines a day`);
  const atReception = { facility, doctor: frame.attending, at: arrivedAt + 5 };
  const doctors = staffOf(facility);
  const rounds = wardLines.map((size, day) => ({
    size,
    context: { facility, doctor: random.pick(doctors), at: minuteOf(addDays(arrivedOn, day), day === 0 ? 10 : 8) },
  }));
  const lines = [
    serviceLine(EXAM, atReception),
    bedLine(BED, days - 1, { ...atReception, at: arrivedAt + 45 }),
    ...rounds.flatMap(({ size, context }) => wardDay(random, size, context)),
  ];
  const notes = rounds.flatMap(({ context }) => [
    clinicalNote(random, context),
    clinicalNote(random, { ...context, at: context.at + 240 }),
  ]);
  const leftAt = minuteOf(addDays(arrivedOn, days - 1), 16);
  return finish(visitOf(random, frame, { leftAt, lines, notes }), wish.fault);
};

// Measured: these two give a file of some 1.5 MB, as a real stay of 67 days does.
const HUGE_DAYS = 67;
const HUGE_LINES = 810;

/** A stay of 67 days: alone in its file it has about 1.5 MB in base64, more than a Kafka message may have. */
export const hugeClaim = (source: Random, wish: Omit<StayWish, 'days' | 'lines'>): Encounter =>
  inpatientClaim(source, { ...wish, days: HUGE_DAYS, lines: HUGE_LINES });
