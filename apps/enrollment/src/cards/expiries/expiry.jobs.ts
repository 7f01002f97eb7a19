import { LocalDateText } from '@ansinh/contracts/vocabulary/calendar';
import { z } from 'zod';
import { job } from '../../kit';
import { tellExpiries } from './expiry.commands';

const TELL = { name: 'tell-card-expiries', data: z.object({ day: LocalDateText }) };

export const tellCardExpiries = job({
  ...TELL,
  summary: 'Tells people whose cards end soon or have ended',
  schedule: '40 5 * * *',
  handle: async (tx, { data }) => {
    if (await tellExpiries(tx, data.day)) tx.enqueue(TELL, data);
  },
});
