import { scheduledJob } from '../../kit';
import { forgetOldArrivals } from './arrival.commands';

export const forgetArrivalsJob = scheduledJob({
  name: 'forget-provider-sign-ins',
  summary: 'Takes away sign-ins by a provider whose session is over',
  schedule: '40 * * * *',
  handle: (tx) => forgetOldArrivals(tx),
});
