import { LocalDateText } from '@ansinh/contracts/vocabulary/calendar';
import { z } from 'zod';
import { job } from '../../../kit';
import { tellDeadlines } from './telling.commands';

export const tellTerms = job({
  name: 'tell-terms',
  summary: 'Tells facilities and the agency which of their work falls due or is overdue',
  schedule: '30 5 * * *',
  data: z.object({ day: LocalDateText }),
  handle: (tx, { data }) => tellDeadlines(tx, data.day),
});
