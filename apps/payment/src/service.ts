import { join } from 'node:path';
import { defineService } from '@ansinh/service';
import { batchRoutes } from './batches/batches.routes';
import { beneficiarySubscriptions } from './beneficiaries/beneficiaries.subscriptions';
import { benefitRoutes } from './benefits/benefits.routes';
import { PrismaClient } from './generated/prisma/client';
import { ledgerRoutes } from './ledger/ledger.routes';
import { payoutRoutes } from './payouts/payouts.routes';
import { payoutSubscriptions } from './payouts/payouts.subscriptions';
import { postOfficeRoutes } from './post-office/post-office.routes';

export const service = defineService({
  name: 'payment',
  client: PrismaClient,
  migrationsDir: join(__dirname, '../prisma/migrations'),
  routes: [...benefitRoutes, ...payoutRoutes, ...batchRoutes, ...postOfficeRoutes, ...ledgerRoutes],
  subscriptions: [...beneficiarySubscriptions, ...payoutSubscriptions],
  // One pain.002 answers a whole list of 70,000 payouts, in one transaction.
  transactionTimeoutMs: 60_000,
});
