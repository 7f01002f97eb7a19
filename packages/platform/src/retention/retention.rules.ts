import { addDays, type LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { datedTable, inForce } from '@ansinh/contracts/vocabulary/law/dated';

/** For how many days an answer is given again to the same key. */
const ANSWER_DAYS = datedTable([
  { from: '2000-01-01', to: null, value: 90, source: 'confirm: a quarter, in which accounts are compared' },
]);

/** On a day the answers from before this one are over. */
export const answersBegin = (day: LocalDate): LocalDate => addDays(day, -inForce(ANSWER_DAYS, day));
