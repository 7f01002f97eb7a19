import { scheduledJob } from '../../kit';
import { forgetOldRecords } from './record.commands';

export const forgetRecordsJob = scheduledJob({
  name: 'forget-oauth-records',
  summary: 'Takes away codes, refresh tokens and unfinished sign-ins that have ended',
  schedule: '5 * * * *',
  handle: (tx) => forgetOldRecords(tx),
});
