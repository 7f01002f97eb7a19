import { join } from 'node:path';

export { projectCalendarDays } from './calendar-day.store';
export { getCalendar } from './calendar-day.views';

/** The table of told days in a service's database: `packageMigrations` of a service that keeps them. */
export const CALENDAR_MIGRATIONS = join(__dirname, '../migrations');
