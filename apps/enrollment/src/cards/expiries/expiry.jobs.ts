import { LocalDateText } from '@ansinh/contracts/vocabulary/calendar';
import { z } from 'zod';
import { scheduledJob } from '../../kit';
import { tellExpiries } from './expiry.commands';

const TELL = { name: 'tell-card-expiries', data: z.object({ day: LocalDateText }) };

export const tellCardExpiries = scheduledJob({
  name: TELL.name,
  summary: 'Tells people whose cards end soon or have ended',
  schedule: '40 5 * * *',
  handle: async (tx, { day }) => {
    if (await tellExpiries(tx, day)) tx.enqueue(TELL, { day });
  },
});
