import { join } from 'node:path';
import { LAW_MIGRATIONS } from '@ansinh/law/kept';
import { defineService } from '@ansinh/platform';
import { creditRoutes } from './credits/credit.routes';
import { listRelated } from './credits/credit.views';
import { PrismaClient } from './generated/prisma/client';
import { ledgerRoutes } from './ledger/ledger.routes';
import { LEDGER_REGISTERS } from './ledger/ledger.views';
import { obligationRoutes } from './obligations/obligation.routes';
import { orderSubscriptions } from './obligations/orders/order.subscriptions';
import { lawSubscriptions } from './participations/law.subscriptions';
import { participationSubscriptions } from './participations/participation.subscriptions';
import { premiumRoutes } from './premiums/premium.routes';
import { receiptRoutes } from './receipts/receipt.routes';
import { tellArrears, tellFurtherArrears } from './reminders/reminder.jobs';
import { statementRoutes } from './statements/statement.routes';

/** What is due, what was paid, what is late. */
export const service = defineService({
  name: 'collection',
  client: PrismaClient,
  migrationsDir: join(__dirname, '../prisma/migrations'),
  packageMigrations: [LAW_MIGRATIONS],
  routes: [
    ...obligationRoutes,
    ...statementRoutes,
    ...premiumRoutes,
    ...receiptRoutes,
    ...creditRoutes,
    ...ledgerRoutes,
  ],
  subscriptions: [...participationSubscriptions, ...lawSubscriptions, ...orderSubscriptions],
  registers: LEDGER_REGISTERS,
  jobs: [tellArrears, tellFurtherArrears],
  relatedTo: listRelated,
});
