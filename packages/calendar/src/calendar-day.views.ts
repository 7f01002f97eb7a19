import type { TransactionClient } from '@ansinh/database';
import { type Calendar, calendarOf, type EnteredDay } from './calendar.rules';

/** The calendar as this service knows it: first values, and what was told since. A year has a few tens of such days. */
export const getCalendar = async (db: TransactionClient): Promise<Calendar> =>
  calendarOf(
    await db.$queryRaw<EnteredDay[]>`
      SELECT day::text AS day, kind, confirmed FROM platform.calendar_days ORDER BY calendar_days.day`,
  );
