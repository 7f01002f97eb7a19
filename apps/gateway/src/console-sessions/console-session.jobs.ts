import { scheduledJob } from '../kit';
import { forgetOldConsoleSessions } from './console-session.commands';

export const forgetConsoleSessionsJob = scheduledJob({
  name: 'forget-console-sessions',
  summary: 'Takes away what was kept for browsers whose session is over',
  schedule: '10 * * * *',
  handle: (tx) => forgetOldConsoleSessions(tx),
});
