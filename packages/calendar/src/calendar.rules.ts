import { type LocalDate, yearOf } from '@ansinh/contracts/vocabulary/calendar';
import {
  type CalendarDay,
  DAYS_OFF_OF_YEAR,
  type DayKind,
  FIRST_CALENDAR_DAYS,
} from '@ansinh/contracts/vocabulary/law/days';

/** What is known of a day that its weekday does not say. */
export type SpecialDay = Pick<CalendarDay, 'kind' | 'confirmed'>;

/** A day as it was entered; without a kind what was known before is withdrawn. */
export type EnteredDay = { readonly day: LocalDate; readonly kind: DayKind | null; readonly confirmed: boolean };

export type Calendar = {
  readonly days: ReadonlyMap<LocalDate, SpecialDay>;
  /** Years whose days off are all entered, in order. */
  readonly completeYears: readonly number[];
};

/** Of the years from a list of days: fewer days off than the law gives are not all of them. */
const completeYearsOf = (days: ReadonlyMap<LocalDate, SpecialDay>): number[] => {
  const off = new Map<number, number>();
  for (const [day, { kind }] of days) if (kind === 'off') off.set(yearOf(day), (off.get(yearOf(day)) ?? 0) + 1);
  return [...off]
    .flatMap(([year, count]) => (count >= DAYS_OFF_OF_YEAR ? [year] : []))
    .sort((one, other) => one - other);
};

/** The calendar that the platform comes with, changed by what was entered since. */
export const calendarOf = (
  entered: readonly EnteredDay[],
  first: readonly EnteredDay[] = FIRST_CALENDAR_DAYS,
): Calendar => {
  const days = new Map<LocalDate, SpecialDay>();
  for (const { day, kind, confirmed } of [...first, ...entered]) {
    if (kind === null) days.delete(day);
    else days.set(day, { kind, confirmed });
  }
  return { days, completeYears: completeYearsOf(days) };
};
