import type { Holiday } from '@ansinh/contracts/health-insurance/settlements.api';
import type { Tx } from '../../kit';
import { saveHoliday } from './holiday.store';

/** Enters a day off, or says of one that was expected whether it is decreed. */
export const setHoliday = async (tx: Tx, holiday: Holiday): Promise<Holiday> => {
  await saveHoliday(tx, holiday);
  return holiday;
};
