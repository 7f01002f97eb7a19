import { addDays, daysBetween, isWeekend, type LocalDate, yearOf } from '@ansinh/contracts/vocabulary/calendar';
import type { Calendar } from './calendar.rules';

/** What was entered for the day, else its weekday. */
export const isWorkingDay = (day: LocalDate, { days }: Calendar): boolean => {
  const special = days.get(day);
  return special === undefined ? !isWeekend(day) : special.kind === 'working';
};

/** So many days without work in a row were never ordered: a calendar that says so is wrong, and no term would end. */
const DAYS_WITHOUT_WORK_MAX = 60;

/** What the owner of the calendar takes: twice the longest Tet, and far from what ends a term. */
export const REST_DAYS_MAX = 20;

/** The days without work in a row around a day, itself included, looked at up to the most that are taken; 0 on a working day. */
export const restDaysAround = (day: LocalDate, calendar: Calendar): number => {
  const restFrom = (first: LocalDate, step: 1 | -1): number => {
    let count = 0;
    while (count <= REST_DAYS_MAX && !isWorkingDay(addDays(first, step * count), calendar)) count += 1;
    return count;
  };
  return isWorkingDay(day, calendar) ? 0 : restFrom(day, 1) + restFrom(addDays(day, -1), -1);
};

/** The day itself, or the next working day: a term that ends on a day off ends after it (Civil Code 2015 Art 148(5)). */
export const onWorkingDay = (day: LocalDate, calendar: Calendar): LocalDate => {
  for (let later = 0; later <= DAYS_WITHOUT_WORK_MAX; later += 1) {
    const moved = addDays(day, later);
    if (isWorkingDay(moved, calendar)) return moved;
  }
  throw new Error(`the calendar has no working day in the ${DAYS_WITHOUT_WORK_MAX} days from ${day}`);
};

/** The first working day after a day. */
export const nextWorkingDay = (day: LocalDate, calendar: Calendar): LocalDate =>
  onWorkingDay(addDays(day, 1), calendar);

/** The n-th working day after a day; the day itself does not count (Civil Code 2015 Art 147(2)). */
export const addWorkingDays = (day: LocalDate, count: number, calendar: Calendar): LocalDate => {
  let due = day;
  for (let left = count; left > 0; left -= 1) due = nextWorkingDay(due, calendar);
  return due;
};

const daysAfter = (from: LocalDate, to: LocalDate): LocalDate[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_day, index) => addDays(from, index + 1));

/** Working days after `from`, up to and with `to`; 0 when `to` is not later. */
export const workingDaysBetween = (from: LocalDate, to: LocalDate, calendar: Calendar): number =>
  daysAfter(from, to).filter((day) => isWorkingDay(day, calendar)).length;

/**
 * Whether the end of a term may still move: it counts a day that no notice has confirmed, or days of a year that is not
 * entered completely, in which Tet would count as work.
 */
export const isProvisional = (from: LocalDate, to: LocalDate, { days, completeYears }: Calendar): boolean =>
  daysAfter(from, to).some((day) => {
    const special = days.get(day);
    const isExpected = special !== undefined && !special.confirmed && isWeekend(day) === (special.kind === 'working');
    return isExpected || !completeYears.includes(yearOf(day));
  });
