import { calendarOf, REST_DAYS_MAX, restDaysAround } from '@ansinh/calendar';
import { reject } from '@ansinh/contracts/catalogue/problems';
import { isWeekend, type LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { type DayKind, FIRST_CALENDAR_DAYS } from '@ansinh/contracts/vocabulary/law/days';
import { newestBy } from '@ansinh/contracts/vocabulary/orders';

/** What is said of a day; without a kind, that what was said before is withdrawn. */
export type Saying = {
  readonly kind: DayKind | null;
  readonly name: string;
  readonly source: string;
  readonly confirmed: boolean;
};

/** A saying with its place in the history of its day. Version 0 is what the platform came with. */
export type Entry = Saying & {
  readonly day: LocalDate;
  readonly version: number;
  readonly setAt: Date | null;
  readonly setBy: string | null;
};

export type KnownDay = Entry & { readonly kind: DayKind };

export const FIRST_ENTRIES: readonly Entry[] = FIRST_CALENDAR_DAYS.map((day) => ({
  ...day,
  version: 0,
  setAt: null,
  setBy: null,
}));

const isKnown = (entry: Entry): entry is KnownDay => entry.kind !== null;

const newestOfEachDay = (entries: readonly Entry[]): Entry[] =>
  newestBy(
    [...FIRST_ENTRIES, ...entries],
    ({ day }) => day,
    ({ version }) => version,
  );

/** The days that differ from their weekday, in order, and the years that are entered completely. */
export const calendarFrom = (
  entries: readonly Entry[],
): { readonly days: readonly KnownDay[]; readonly completeYears: readonly number[] } => {
  const newest = newestOfEachDay(entries);
  return {
    days: newest.filter(isKnown).sort((one, other) => (one.day < other.day ? -1 : 1)),
    completeYears: calendarOf(newest, []).completeYears,
  };
};

/** @throws Rejection `calendar-day.not-a-weekend` */
export const requireFittingKind = (day: LocalDate, kind: DayKind): void => {
  if (kind === 'working' && !isWeekend(day)) throw reject('calendar-day.not-a-weekend', { day });
};

/**
 * Refuses a calendar in which no term would end; `entries` are all that was said, with what is said now.
 * @throws Rejection `calendar-day.no-working-day`
 */
export const requireWorkNear = (day: LocalDate, entries: readonly Entry[]): void => {
  const calendar = calendarOf(newestOfEachDay(entries), []);
  if (restDaysAround(day, calendar) > REST_DAYS_MAX)
    throw reject('calendar-day.no-working-day', { day, maxDays: REST_DAYS_MAX });
};

/** All that was said of a day, the newest first; `entries` are those of this day. */
export const historyOf = (day: LocalDate, entries: readonly Entry[]): readonly Entry[] =>
  [...FIRST_ENTRIES.filter((first) => first.day === day), ...entries].sort((one, other) => other.version - one.version);

/**
 * The next version of a day. Undefined when it is known so already: who enters a list twice tells nothing twice.
 * @param history the newest first
 */
export const nextVersion = (history: readonly Entry[], saying: Saying): number | undefined => {
  const [newest] = history;
  if (newest === undefined) return saying.kind === null ? undefined : 1;
  const isSame =
    newest.kind === saying.kind &&
    (saying.kind === null ||
      (newest.name === saying.name && newest.source === saying.source && newest.confirmed === saying.confirmed));
  return isSame ? undefined : newest.version + 1;
};

/**
 * What withdraws the newest saying: its name stays, so that it can be read what is gone. Undefined when nothing was ever
 * said of the day.
 */
export const withdrawalOf = ([newest]: readonly Entry[], reason: string): Saying | undefined =>
  newest === undefined ? undefined : { kind: null, name: newest.name, source: reason, confirmed: true };
