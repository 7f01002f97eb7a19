import { expireApprovals } from '@ansinh/approvals';
import type { TransactionClient } from '@ansinh/database';
import { type Job, jobBuilders } from '@ansinh/jobs';
import type { ServiceTx } from '../transactions';

const EACH_HOUR = '27 * * * *';
/** Of one transaction: what is left is taken by the next job. */
const APPROVALS_AT_ONCE = 500;

/** What nobody decided in its term is over by the clock; it is written down here, and its body goes. */
export const expireApprovalsJob = <Db extends TransactionClient>(): Job<ServiceTx<Db>> => {
  const expire: Job<ServiceTx<Db>> = jobBuilders<ServiceTx<Db>>().scheduledJob({
    name: 'expire-approvals',
    summary: 'Ends requests that no second person decided in their term',
    schedule: EACH_HOUR,
    handle: async (tx, { day }) => {
      if ((await expireApprovals(tx, APPROVALS_AT_ONCE)) === APPROVALS_AT_ONCE) tx.enqueue(expire, { day });
    },
  });
  return expire;
};
