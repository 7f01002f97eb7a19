import { scheduledJob } from '../../kit';
import { forgetOldSignIns } from './sign-in.commands';

export const forgetSignInsJob = scheduledJob({
  name: 'forget-sign-ins',
  summary: 'Takes away sign-ins that are older than 400 days',
  schedule: '40 3 * * *',
  handle: (tx) => forgetOldSignIns(tx),
});
