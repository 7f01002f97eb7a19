import { z } from 'zod';

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** By arithmetic: every event has dates, and a `Date` for each would cost more than the rest of its check. */
export const isDayOf = (year: number, month: number, day: number): boolean => {
  const leapDay = month === 2 && isLeapYear(year) ? 1 : 0;
  return day >= 1 && day <= (DAYS_OF_MONTH[month - 1] ?? 0) + leapDay;
};

/**
 * Years that a date may have: nobody who is insured was born before, and no term ends after them. Days, months and years can
 * be added to such a date, and it can be stored; year 0000 is unknown to databases.
 */
const YEARS = { first: 1_700, last: 2_299 };
const isYear = (year: number): boolean => year >= YEARS.first && year <= YEARS.last;
const beginsWithYear = (text: string): boolean => isYear(Number(text.slice(0, 4)));
const OUTSIDE = `a year is one of ${YEARS.first} to ${YEARS.last}`;

const isRealDate = (text: string): boolean => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return isYear(year) && isDayOf(year, month, day);
};

export const LocalDateText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is written YYYY-MM-DD')
  .refine(isRealDate, 'this date does not exist')
  .meta({
    id: 'LocalDate',
    description: 'Calendar date in Asia/Ho_Chi_Minh',
    format: 'date',
    examples: ['2026-10-31'],
  })
  .brand<'LocalDate'>();
/** A calendar date of law in Asia/Ho_Chi_Minh, `YYYY-MM-DD`: it has no time zone and never shifts. Not every text is one. */
export type LocalDate = z.infer<typeof LocalDateText>;
/** Reads a date that our own code or data write down. Throws when it does not exist. */
export const localDate = (text: string): LocalDate => LocalDateText.parse(text);

export const YearMonthText = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month is written YYYY-MM')
  .refine(beginsWithYear, OUTSIDE)
  .meta({ id: 'YearMonth', description: 'Calendar month', examples: ['2026-10'] })
  .brand<'YearMonth'>();
/** A calendar month, `YYYY-MM`. */
export type YearMonth = z.infer<typeof YearMonthText>;
/** Reads a month that our own code or data write down. Throws when it is none. */
export const yearMonth = (text: string): YearMonth => YearMonthText.parse(text);

export const QuarterText = z
  .string()
  .regex(/^\d{4}-Q[1-4]$/, 'a quarter is written YYYY-Qn')
  .refine(beginsWithYear, OUTSIDE)
  .meta({ id: 'Quarter', description: 'Quarter of a year', examples: ['2026-Q4'] })
  .brand<'Quarter'>();
/** A quarter of a calendar year, `YYYY-Qn`. */
export type Quarter = z.infer<typeof QuarterText>;
/** Reads a quarter that our own code or data write down. Throws when it is none. */
export const quarter = (text: string): Quarter => QuarterText.parse(text);

/** A month or a quarter: what a summary is about. */
export const SummaryPeriodText = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$/, 'a period is written YYYY-MM or YYYY-Qn')
  .refine(beginsWithYear, OUTSIDE)
  .meta({ id: 'SummaryPeriod', description: 'Month or quarter', examples: ['2026-10', '2026-Q4'] });

/** No place on earth is further from UTC, and a database takes no time that says so. */
const OFFSET_HOURS_MAX = 14;
const offsetHours = (text: string): number => (text.endsWith('Z') ? 0 : Number(text.slice(-5, -3)));

/** RFC 3339 with offset, e.g. `2026-10-05T08:30:00+07:00`. */
export const InstantText = z.iso
  .datetime({ offset: true })
  .refine((text) => beginsWithYear(text) && offsetHours(text) <= OFFSET_HOURS_MAX, OUTSIDE)
  .meta({ id: 'Instant', description: 'RFC 3339 instant with offset', examples: ['2026-10-05T08:30:00+07:00'] });

/** Viet Nam has one time zone without summer time. */
export const VIET_NAM_OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

const utcOf = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`);
// What arithmetic makes of real dates and months is one again: it is not read a second time.
const dateOf = (utcMs: number): LocalDate => new Date(utcMs).toISOString().slice(0, 10) as LocalDate;

/** The calendar date in Viet Nam at an instant (UTC+7, no daylight saving). */
export const vietNamDate = (instant: Date): LocalDate => dateOf(instant.getTime() + VIET_NAM_OFFSET_MS);
export const vietNamMonth = (instant: Date): YearMonth => monthOf(vietNamDate(instant));

export const addDays = (date: LocalDate, days: number): LocalDate => dateOf(utcOf(date) + days * DAY_MS);
/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => Math.round((utcOf(to) - utcOf(from)) / DAY_MS);

/** Dates, or months, as text sort as they follow each other. */
export const earlier = <Day extends LocalDate | YearMonth>(one: Day, other: Day): Day => (one < other ? one : other);
export const later = <Day extends LocalDate | YearMonth>(one: Day, other: Day): Day => (one > other ? one : other);

const [SUNDAY, SATURDAY] = [0, 6];
export const isWeekend = (date: LocalDate): boolean => {
  const weekday = new Date(utcOf(date)).getUTCDay();
  return weekday === SUNDAY || weekday === SATURDAY;
};

export const yearOf = (day: LocalDate | YearMonth): number => Number(day.slice(0, 4));
export const monthOf = (date: LocalDate): YearMonth => date.slice(0, 7) as YearMonth;
/** Months since the year 0. */
export const monthIndex = (month: YearMonth): number => yearOf(month) * 12 + Number(month.slice(5, 7)) - 1;
/** Months from `from` to `to`; negative when `to` is earlier. */
export const monthsBetween = (from: YearMonth, to: YearMonth): number => monthIndex(to) - monthIndex(from);
export const addMonths = (month: YearMonth, months: number): YearMonth => {
  const index = monthIndex(month) + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}` as YearMonth;
};
export const firstDayOf = (month: YearMonth): LocalDate => `${month}-01` as LocalDate;
export const lastDayOf = (month: YearMonth): LocalDate => addDays(firstDayOf(addMonths(month, 1)), -1);

/** The quarter that holds a month. */
export const quarterOf = (month: YearMonth): Quarter =>
  `${month.slice(0, 4)}-Q${Math.floor((Number(month.slice(5, 7)) + 2) / 3)}` as Quarter;

/** The first month of a quarter: `2026-Q4` -> `2026-10`. */
export const firstMonthOfQuarter = (of: Quarter): YearMonth =>
  `${of.slice(0, 4)}-${String(Number(of[6]) * 3 - 2).padStart(2, '0')}` as YearMonth;

/** The same day `months` later, cut to the length of that month (31 January + 1 month = 28 or 29 February). */
export const addMonthsToDate = (date: LocalDate, months: number): LocalDate => {
  const month = addMonths(monthOf(date), months);
  const last = lastDayOf(month);
  const wanted = `${month}-${date.slice(8, 10)}`;
  return earlier(wanted as LocalDate, last);
};

/** Full years lived on a date. */
export const ageOn = (birthDate: LocalDate, date: LocalDate): number => {
  const years = yearOf(date) - yearOf(birthDate);
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
};
