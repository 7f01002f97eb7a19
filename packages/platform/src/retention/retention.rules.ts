import { addDays, type LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { datedTable, inForce } from '@ansinh/contracts/vocabulary/law/dated';

/** For how many days an answer is given again to the same key. */
const ANSWER_DAYS = datedTable([
  { from: '2000-01-01', to: null, value: 90, source: 'confirm: a quarter, in which accounts are compared' },
]);

/** A job that did not run for so long finds what it missed. */
const LOOK_BACK_DAYS = 31;

/** The days whose answers are over on a day: from the first to before the second. */
export const answersOver = (day: LocalDate): { readonly from: LocalDate; readonly to: LocalDate } => {
  const to = addDays(day, -inForce(ANSWER_DAYS, day));
  return { from: addDays(to, -LOOK_BACK_DAYS), to };
};
