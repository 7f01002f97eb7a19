export { type Calendar, calendarOf, type EnteredDay } from './calendar.rules';
export {
  dayOfMonth,
  dayOfMonthMoved,
  daysAfterMoved,
  earlierTerm,
  laterTerm,
  type Term,
  workingDaysAfter,
} from './term.rules';
export {
  addWorkingDays,
  isProvisional,
  isWorkingDay,
  nextWorkingDay,
  onWorkingDay,
  REST_DAYS_MAX,
  restDaysAround,
  workingDaysBetween,
} from './working-day.rules';
