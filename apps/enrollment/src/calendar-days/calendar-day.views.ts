import type { CalendarDay, CalendarDayHistory, CalendarDayList } from '@ansinh/contracts/enrollment/calendar.api';
import { addDays, type LocalDate, yearOf } from '@ansinh/contracts/vocabulary/calendar';
import { DayKind } from '@ansinh/contracts/vocabulary/law/days';
import { dateColumn, localDateOf } from '@ansinh/database';
import type { Db } from '../kit';
import { calendarFrom, type Entry, historyOf } from './calendar-day.rules';

type Row = Omit<Entry, 'day' | 'kind'> & { readonly day: Date; readonly kind: string | null };

const entryOf = ({ day, kind, ...rest }: Row): Entry => ({
  ...rest,
  day: localDateOf(day),
  kind: kind === null ? null : DayKind.parse(kind),
});

/** What officers entered, up to the end of a day in Viet Nam when one is given. */
export const findEntries = async (db: Db, knownOn?: LocalDate): Promise<Entry[]> => {
  const before = knownOn === undefined ? undefined : new Date(`${addDays(knownOn, 1)}T00:00:00+07:00`);
  const rows = await db.calendarDay.findMany({
    ...(before === undefined ? {} : { where: { setAt: { lt: before } } }),
    orderBy: [{ day: 'asc' }, { version: 'asc' }],
  });
  return rows.map(entryOf);
};

/** All that was said of a day, the newest first. */
export const findHistory = async (db: Db, day: LocalDate): Promise<readonly Entry[]> => {
  const rows = await db.calendarDay.findMany({ where: { day: dateColumn(day) } });
  return historyOf(day, rows.map(entryOf));
};

export const listCalendarDays = async (
  db: Db,
  { year, knownOn }: { readonly year?: number | undefined; readonly knownOn?: LocalDate | undefined },
): Promise<CalendarDayList> => {
  const { days, completeYears } = calendarFrom(await findEntries(db, knownOn));
  return {
    items: days
      .filter(({ day }) => year === undefined || yearOf(day) === year)
      .map(({ day, kind, name, source, confirmed }): CalendarDay => ({ day, kind, name, source, confirmed })),
    completeYears: [...completeYears],
  };
};

export const getHistory = async (db: Db, day: LocalDate): Promise<CalendarDayHistory> => ({
  day,
  entries: (await findHistory(db, day)).map(({ version, kind, name, source, confirmed, setAt, setBy }) => ({
    version,
    kind,
    name,
    source,
    confirmed,
    setAt: setAt?.toISOString() ?? null,
    setBy,
  })),
});
