import type { TransactionClient } from '@ansinh/database';
import { type Job, jobBuilders } from '@ansinh/jobs';
import type { ServiceTx } from '../transactions';
import { forgetEnded } from './revocation.commands';

const EACH_HOUR = '17 * * * *';

/** Whose tokens have all ended by themselves is not kept. */
export const forgetRevocationsJob = <Db extends TransactionClient>(): Job<ServiceTx<Db>> =>
  jobBuilders<ServiceTx<Db>>().scheduledJob({
    name: 'forget-revocations',
    summary: 'Takes away revocations of tokens that have all ended by themselves',
    schedule: EACH_HOUR,
    handle: forgetEnded,
  });
