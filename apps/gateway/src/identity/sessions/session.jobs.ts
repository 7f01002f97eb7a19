import { scheduledJob } from '../../kit';
import { forgetOldSessions } from './session.commands';

export const forgetSessionsJob = scheduledJob({
  name: 'forget-sessions',
  summary: 'Takes away sessions that have been over for a day',
  schedule: '20 3 * * *',
  handle: (tx) => forgetOldSessions(tx),
});
