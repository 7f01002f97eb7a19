import { join } from 'node:path';
import { defineService } from '@ansinh/platform';
import { routes as creditRoutes } from './credits/credit.routes';
import { listRelated } from './credits/credit.views';
import { PrismaClient } from './generated/prisma/client';
import { routes as ledgerRoutes } from './ledger/ledger.routes';
import { routes as obligationRoutes } from './obligations/obligation.routes';
import { subscriptions as orderSubscriptions } from './obligations/orders/order.subscriptions';
import { subscriptions as participationSubscriptions } from './obligations/participation.subscriptions';
import { routes as premiumRoutes } from './premiums/premium.routes';
import { routes as receiptRoutes } from './receipts/receipt.routes';
import { tellArrears, tellFurtherArrears } from './reminders/reminder.jobs';
import { routes as statementRoutes } from './statements/statement.routes';

/** What is due, what was paid, what is late. */
export const service = defineService({
  name: 'collection',
  client: PrismaClient,
  migrationsDir: join(__dirname, '../prisma/migrations'),
  routes: [
    ...obligationRoutes,
    ...statementRoutes,
    ...premiumRoutes,
    ...receiptRoutes,
    ...creditRoutes,
    ...ledgerRoutes,
  ],
  subscriptions: [...participationSubscriptions, ...orderSubscriptions],
  jobs: [tellArrears, tellFurtherArrears],
  relatedTo: listRelated,
});
