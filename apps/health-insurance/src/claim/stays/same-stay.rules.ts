import { type Hundredths, hundredths, least, minus } from '@ansinh/contracts/vocabulary/money';
import { instantOfMinute } from '../../notation/national-time';
import { isInBed } from '../care-types/care-types';

/** Where and when a person was treated; times are `yyyymmddHHMM`. */
export type Visit = {
  readonly facilityCode: string;
  /** MA_LOAI_KCB */
  readonly careType: string;
  readonly arrivedAt: string;
  readonly leftAt: string;
};

type TimesOfCare = Omit<Visit, 'facilityCode'>;

/** A visit with its bill. */
export type BilledVisit = Visit & {
  /** T_TONGCHI_BV */
  readonly totalHospital: Hundredths;
};

/**
 * Another claim of the same person at the same facility in the same days. `sharedCost` is what the lines of the claim that
 * is judged cost that stand in this one too: the same code and quantity on the same day, ordered in the same minute or by
 * the same doctor.
 */
export type Lookalike = BilledVisit & { readonly encounterKey: string; readonly sharedCost: Hundredths };

const MINUTE_MS = 60_000;
const minutesBetween = (from: string, to: string): number =>
  (instantOfMinute(to).getTime() - instantOfMinute(from).getTime()) / MINUTE_MS;

const laterOf = (one: string, other: string): string => (one > other ? one : other);
const earlierOf = (one: string, other: string): string => (one < other ? one : other);

/** Minutes that two visits have in common, by their times alone; 0 when they have none. */
const minutesTogether = (one: TimesOfCare, other: TimesOfCare): number =>
  Math.max(0, minutesBetween(laterOf(one.arrivedAt, other.arrivedAt), earlierOf(one.leftAt, other.leftAt)));

const HOUR_MINUTES = 60;

/** Nobody arrives twice in a minute: equal arrivals meet, however short the visits are. */
const meet = (one: Visit, other: Visit): boolean =>
  one.arrivedAt === other.arrivedAt || minutesTogether(one, other) > 0;

/** A bill that was written again differs by some dong, and its times by less than an hour. */
const NEAR_BILL = hundredths(100_000n);
const isNear = (from: string, to: string): boolean => Math.abs(minutesBetween(from, to)) <= HOUR_MINUTES;

const isSameBill = (one: BilledVisit, other: BilledVisit): boolean => {
  const difference = minus(one.totalHospital, other.totalHospital);
  return (
    difference <= NEAR_BILL &&
    difference >= -NEAR_BILL &&
    isNear(one.arrivedAt, other.arrivedAt) &&
    isNear(one.leftAt, other.leftAt)
  );
};

/** Half of the smaller bill is the same care. */
const isSameCare = (one: BilledVisit, other: Lookalike): boolean =>
  other.sharedCost > 0n && other.sharedCost * 2n >= least(one.totalHospital, other.totalHospital);

/**
 * Whether two claims of one person ask for the same stay: at one facility, in times that meet, the same bill or the same
 * care. Key, settlement month, disease, name, card, kind of care and minutes may all differ: whoever sends a stay twice
 * changes what is compared. The person is whoever asks has found: by the register, or by the number that all cards of a
 * person print.
 */
export const isSameStay = (one: BilledVisit, other: Lookalike): boolean =>
  one.facilityCode === other.facilityCode && meet(one, other) && (isSameBill(one, other) || isSameCare(one, other));

/** Of stays of a day: less in common is a clock that goes wrong, or a discharge that is written after the patient left. */
const HAND_OVER_MINUTES = 240;

const dayOf = (minute: string): string => minute.slice(0, 8);
const shareNight = (one: TimesOfCare, other: TimesOfCare): boolean =>
  dayOf(laterOf(one.arrivedAt, other.arrivedAt)) < dayOf(earlierOf(one.leftAt, other.leftAt));

const isOfOneDay = ({ arrivedAt, leftAt }: TimesOfCare): boolean => dayOf(arrivedAt) === dayOf(leftAt);

/**
 * Whether a person lay in two beds at once: with a night in common, or most of a shift when one of the stays has that day
 * alone. A patient who is moved leaves and arrives on one day.
 */
export const inTwoBeds = (one: TimesOfCare, other: TimesOfCare): boolean => {
  if (!isInBed(one.careType) || !isInBed(other.careType)) return false;
  if (shareNight(one, other)) return true;
  return (isOfOneDay(one) || isOfOneDay(other)) && minutesTogether(one, other) > HAND_OVER_MINUTES;
};
