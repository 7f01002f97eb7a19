import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { dateColumn } from '@ansinh/database';
import type { Db, Tx } from '../kit';
import type { Saying } from './calendar-day.rules';

/** Who enters a day waits here: versions of a day follow each other, and how many days in a row are free is seen whole. */
export const lockCalendar = async (db: Db): Promise<void> => {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('calendar', 0))`;
};

export const insertVersion = async (
  tx: Tx,
  day: LocalDate,
  saying: Saying & { readonly version: number },
): Promise<void> => {
  const { kind, name, source, confirmed, version } = saying;
  await tx.db.calendarDay.create({
    data: { day: dateColumn(day), version, kind, name, source, confirmed, setAt: tx.now, setBy: tx.by.subject },
  });
};
