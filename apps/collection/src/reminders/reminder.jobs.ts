import { LocalDateText } from '@ansinh/contracts/vocabulary/calendar';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { job } from '../kit';
import { remindOfArrears } from './reminder.commands';

const REMIND = { name: 'tell-arrears', data: z.object({ day: LocalDateText, after: Id.optional() }) };

export const tellArrears = job({
  ...REMIND,
  summary: 'Tells employers that they are late, and the agency who stays late',
  schedule: '50 5 * * *',
  handle: async (tx, { data: { day, after } }) => {
    const next = await remindOfArrears(tx, day, after);
    if (next !== undefined) tx.enqueue(REMIND, { day, after: next });
  },
});
