import { scheduledJob } from '../../../kit';
import { tellDeadlines } from './telling.commands';

export const tellTerms = scheduledJob({
  name: 'tell-terms',
  summary: 'Tells facilities and the agency which of their work falls due or is overdue',
  schedule: '30 5 * * *',
  handle: (tx, { day }) => tellDeadlines(tx, day),
});
