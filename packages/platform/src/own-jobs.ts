import type { ClientLike, TransactionClient } from '@ansinh/database';
import { isHeldRoute } from '@ansinh/http';
import type { Logger } from '@ansinh/telemetry';
import { expireApprovalsJob } from './approvals/approval.jobs';
import { registersOf } from './audit/registers';
import { sealJob } from './audit/seal.jobs';
import type { ServiceDefinition } from './define';
import { sealFieldsJobs } from './field-keys/field-key.jobs';
import { forgetJob } from './retention/retention.jobs';
import { forgetRevocationsJob } from './revocations/revocation.jobs';

/**
 * What every service does by itself: it seals what it writes, forgets what it kept for its term, and seals by the newest key
 * what an older one holds. Not in a room.
 */
export const withOwnJobs = <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  definition: ServiceDefinition<Db, Client>,
  logger: Logger,
): ServiceDefinition<Db, Client> => ({
  ...definition,
  jobs: [
    ...(definition.jobs ?? []),
    sealJob<Db>(registersOf(definition), logger),
    forgetJob<Db>(),
    forgetRevocationsJob<Db>(),
    ...(definition.routes.some(isHeldRoute) ? [expireApprovalsJob<Db>()] : []),
    ...sealFieldsJobs<Db>(definition.sealed ?? []),
  ],
});
