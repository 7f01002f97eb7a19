import { addDays, firstDayOf, type LocalDate, type YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { Calendar } from './calendar.rules';
import { addWorkingDays, isProvisional, onWorkingDay } from './working-day.rules';

/** The last day of a term. */
export type Term = {
  readonly dueOn: LocalDate;
  /** The calendar does not know all days of it for certain. */
  readonly provisional: boolean;
};

const termOf = (from: LocalDate, dueOn: LocalDate, calendar: Calendar): Term => ({
  dueOn,
  provisional: isProvisional(from, dueOn, calendar),
});

/** So many working days after a day. */
export const workingDaysAfter = (from: LocalDate, count: number, calendar: Calendar): Term =>
  termOf(from, addWorkingDays(from, count, calendar), calendar);

/** So many calendar days after a day; when the last one is off, the next working day. */
export const daysAfterMoved = (from: LocalDate, count: number, calendar: Calendar): Term => {
  const last = addDays(from, count);
  return termOf(addDays(last, -1), onWorkingDay(last, calendar), calendar);
};

/** A day of a month that counts whatever it is: nothing moves it, so nothing about it is provisional. */
export const dayOfMonth = (month: YearMonth, day: number): Term => ({
  dueOn: addDays(firstDayOf(month), day - 1),
  provisional: false,
});

/** A day of a month; when it is off, the next working day. */
export const dayOfMonthMoved = (month: YearMonth, day: number, calendar: Calendar): Term =>
  daysAfterMoved(firstDayOf(month), day - 1, calendar);

/** Whichever of two terms ends first. */
export const earlierTerm = (one: Term, other: Term): Term => (other.dueOn < one.dueOn ? other : one);

/** Whichever of two terms ends last. */
export const laterTerm = (one: Term, other: Term): Term => (other.dueOn > one.dueOn ? other : one);
