import { LocalDateText } from '@ansinh/contracts/vocabulary/calendar';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { chunkedJob, scheduledJob } from '../kit';
import { remindOfArrears } from './reminder.commands';

/** The statements behind those of one transaction. */
export const tellFurtherArrears = chunkedJob({
  name: 'tell-further-arrears',
  summary: 'Goes on with tell-arrears where one transaction is not enough',
  cursor: z.object({ day: LocalDateText, after: Id }),
  chunk: async (tx, { day, after }) => {
    const next = await remindOfArrears(tx, day, after);
    return next === undefined ? undefined : { day, after: next };
  },
});

export const tellArrears = scheduledJob({
  name: 'tell-arrears',
  summary: 'Tells employers that they are late, and the agency who stays late',
  schedule: '50 5 * * *',
  handle: async (tx, { day }) => {
    const after = await remindOfArrears(tx, day, undefined);
    if (after !== undefined) tx.enqueue(tellFurtherArrears, { day, after });
  },
});
