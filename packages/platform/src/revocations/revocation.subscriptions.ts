import { AccessRevoked } from '@ansinh/contracts/gateway/events';
import type { TransactionClient } from '@ansinh/database';
import { type Subscription, subscriptionBuilders } from '@ansinh/messaging';
import type { ServiceTx } from '../transactions';
import { keepRevocations } from './revocation.store';

/** What every service is told: whose tokens it takes no more. */
export const revocationSubscriptions = <Db extends TransactionClient>(): readonly Subscription<ServiceTx<Db>>[] => [
  subscriptionBuilders<ServiceTx<Db>>().batchSubscription({
    on: AccessRevoked,
    handle: (tx, events) =>
      keepRevocations(
        tx.db,
        events.map(({ data }) => ({
          kind: data.subjectKind,
          subject: data.subject,
          notBefore: new Date(data.notBefore),
          endsRequests: data.endsRequests,
        })),
      ),
  }),
];
