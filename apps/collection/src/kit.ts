import { createKit, type ServiceTx } from '@ansinh/platform';
import type { Prisma } from './generated/prisma/client';

/** What a command of this service receives: its database transaction, the clock, who acts, and the outbox. */
export type Tx = ServiceTx<Prisma.TransactionClient>;
export type Db = Prisma.TransactionClient;

export const { route, streamRoute, subscription, batchSubscription, chunkedJob, scheduledJob } =
  createKit<Prisma.TransactionClient>();
