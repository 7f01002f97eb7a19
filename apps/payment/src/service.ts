import { join } from 'node:path';
import { defineService } from '@ansinh/service';
import { beneficiarySubscriptions } from './beneficiaries/beneficiaries.subscriptions';
import { benefitRoutes } from './benefits/benefits.routes';
import { PrismaClient } from './generated/prisma/client';
import { ledgerRoutes } from './ledger/ledger.routes';
import { payoutRoutes } from './payouts/payouts.routes';
import { payoutSubscriptions } from './payouts/payouts.subscriptions';

export const service = defineService({
  name: 'payment',
  client: PrismaClient,
  migrationsDir: join(__dirname, '../prisma/migrations'),
  routes: [...benefitRoutes, ...payoutRoutes, ...ledgerRoutes],
  subscriptions: [...beneficiarySubscriptions, ...payoutSubscriptions],
});
