import { createKit, type MountContext, type ServiceTx } from '@ansinh/platform';
import type { Prisma, PrismaClient } from './generated/prisma/client';

export type Tx = ServiceTx<Prisma.TransactionClient>;
/** The database outside a transaction: what the OAuth server works on, request by request. */
export type Db = PrismaClient;
/** What the gateway is given to build its door with. */
export type DoorContext = MountContext<Prisma.TransactionClient, PrismaClient>;
export const { route, workRoute, job, scheduledJob } = createKit<Prisma.TransactionClient>();
