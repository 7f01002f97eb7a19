import { createKit, type ServiceTx } from '@ansinh/platform';
import type { Prisma } from './generated/prisma/client';

export type Db = Prisma.TransactionClient;
export type Tx = ServiceTx<Db>;
export const { route, subscription, batchSubscription, scheduledJob } = createKit<Db>();
