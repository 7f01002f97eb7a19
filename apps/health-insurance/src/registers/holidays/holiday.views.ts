import type { Holiday } from '@ansinh/contracts/health-insurance/settlements.api';
import { localDateOf } from '@ansinh/database';
import type { Tx } from '../../kit';
import type { Holidays } from './working-day.rules';

type Db = Tx['db'];

export const listHolidays = async (db: Db): Promise<Holiday[]> => {
  const rows = await db.holiday.findMany({ orderBy: { day: 'asc' } });
  return rows.map(({ day, ...rest }) => ({ ...rest, day: localDateOf(day) }));
};

/** The holidays as rules take them. */
export const holidaySet = async (db: Db): Promise<Holidays> => new Set((await listHolidays(db)).map(({ day }) => day));
