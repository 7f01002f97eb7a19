import { addDays, isWeekend, type LocalDate } from '@ansinh/contracts/vocabulary/calendar';

/** Days off beside Saturdays and Sundays. */
export type Holidays = ReadonlySet<LocalDate>;

export const isWorkingDay = (date: LocalDate, holidays: Holidays): boolean => !isWeekend(date) && !holidays.has(date);

/** The date itself, or the next working day: a term that ends on a day off ends after it (Civil Code 2015 Art 148(5)). */
export const onWorkingDay = (date: LocalDate, holidays: Holidays): LocalDate => {
  let day = date;
  while (!isWorkingDay(day, holidays)) day = addDays(day, 1);
  return day;
};

/** The n-th working day after a date; the date itself does not count (Civil Code 2015 Art 147(2)). */
export const addWorkingDays = (date: LocalDate, days: number, holidays: Holidays): LocalDate => {
  let day = date;
  for (let left = days; left > 0; left -= 1) day = onWorkingDay(addDays(day, 1), holidays);
  return day;
};
