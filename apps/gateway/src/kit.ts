import { createKit, type ServiceTx } from '@ansinh/service';
import type { Prisma } from './generated/prisma/client';

export type Tx = ServiceTx<Prisma.TransactionClient>;
export const { route, workRoute } = createKit<Prisma.TransactionClient>();
