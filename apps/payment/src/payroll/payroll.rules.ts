import { reject } from '@ansinh/contracts/catalogue/problems';
import { addMonths, type YearMonth } from '@ansinh/contracts/vocabulary/calendar';

/** Lists are closed in the last days of the month before (domain 6.5), so that the next month is the last to prepare. */
export const requirePreparableMonth = (month: YearMonth, currentMonth: YearMonth): void => {
  const lastMonth = addMonths(currentMonth, 1);
  if (month > lastMonth) throw reject('payout.month-too-early', { lastMonth });
};
