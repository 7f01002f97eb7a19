import type { TransactionClient } from '@ansinh/database';
import { routeBuilders } from '@ansinh/http';
import { jobBuilders } from '@ansinh/jobs';
import { subscriptionBuilders } from '@ansinh/messaging';
import type { ServiceTx } from './transactions';

export { checkService } from './audit/check-service';
export { parseConfig, type ServiceConfig, serviceConfig } from './config';
export { CERTIFICATE_FAULT, HTTP_FAULT, isCertificate, leavesInTheClear } from './connections.rules';
export {
  defineService,
  type MountContext,
  openApiOfService,
  routesOfService,
  type ServiceDefinition,
  subscriptionsOfService,
} from './define';
export {
  type Disagreed,
  findDisagreementsLeft,
  isOfTheAgency,
  lockDisagreementsLeft,
  noteDisagreements,
  requireComparison,
} from './disagreements/disagreement.commands';
export type { DisagreementLimits } from './disagreements/disagreement.rules';
export { sealPage } from './field-keys/field-key.commands';
export { sealFieldsJobs } from './field-keys/field-key.jobs';
export { countHeldKeys } from './field-keys/held-keys';
export { requireKnownKeys } from './field-keys/known-key.commands';
export { PLATFORM_MIGRATIONS } from './migrations';
export { type OnceOptions, transactOnce } from './once';
export { JOB_CURSOR } from './operations/job.views';
export { AUDIT_CURSOR, LETTER_CURSOR, listAudit } from './operations/operations.views';
export { tracesOfActs } from './operations/traces/trace.views';
export { revokeAccess } from './revocations/revocation.commands';
export type { Revocation } from './revocations/revocation.rules';
export { runService } from './run';
export { type Overrides, type RunningService, startService } from './start';
export type { ServiceTx } from './transactions';

/** The builders of one service's rooms, bound to its database client: `src/kit.ts` of each app. */
export const createKit = <Db extends TransactionClient>() => ({
  ...routeBuilders<ServiceTx<Db>>(),
  ...subscriptionBuilders<ServiceTx<Db>>(),
  ...jobBuilders<ServiceTx<Db>>(),
});
