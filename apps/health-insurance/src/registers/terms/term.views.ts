import { getCalendar } from '@ansinh/calendar/kept';
import { getLaw } from '@ansinh/law/kept';
import type { Tx } from '../../kit';
import type { TermBasis } from './term.rules';

/** The calendar and the law as this service knows them. */
export const getTermBasis = async (db: Tx['db']): Promise<TermBasis> => ({
  calendar: await getCalendar(db),
  law: await getLaw(db),
});
