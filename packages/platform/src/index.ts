import type { TransactionClient } from '@ansinh/database';
import { routeBuilders } from '@ansinh/http';
import { subscriptionBuilders } from '@ansinh/messaging';
import type { ServiceTx } from './transactions';

export { parseConfig, type ServiceConfig, serviceConfig } from './config';
export { listAudit } from './operations/operations.views';
export { runService } from './run';
export {
  defineService,
  type MountContext,
  type Overrides,
  openApiOfService,
  type RunningService,
  type ServiceDefinition,
  startService,
} from './service';
export type { ServiceTx } from './transactions';

/** The builders of one service's rooms, bound to its database client: `src/kit.ts` of each app. */
export const createKit = <Db extends TransactionClient>() => ({
  ...routeBuilders<ServiceTx<Db>>(),
  ...subscriptionBuilders<ServiceTx<Db>>(),
});
