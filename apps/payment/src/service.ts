import { join } from 'node:path';
import { CALENDAR_MIGRATIONS } from '@ansinh/calendar/kept';
import { LAW_MIGRATIONS } from '@ansinh/law/kept';
import { defineService } from '@ansinh/platform';
import { WAITING } from './approvals/waiting.views';
import { bankMessageRoutes } from './bank/bank-message.routes';
import { batchRoutes } from './batches/batch.routes';
import { listRelated } from './batches/batch.views';
import { LINE_ACCOUNTS } from './batches/line.store';
import { FACILITY_ACCOUNTS } from './beneficiaries/beneficiary.store';
import { beneficiarySubscriptions } from './beneficiaries/beneficiary.subscriptions';
import { benefitRoutes } from './benefits/benefit.routes';
import { BENEFIT_ACCOUNTS } from './benefits/benefit.store';
import { lawSubscriptions } from './benefits/law.subscriptions';
import { PrismaClient } from './generated/prisma/client';
import { ledgerRoutes } from './ledger/ledger.routes';
import { LEDGER_REGISTERS } from './ledger/ledger.views';
import { visiblePayoutRoutes } from './payout-views/visible-payout.routes';
import { payoutRoutes } from './payouts/payout.routes';
import { PAYOUT_ACCOUNTS } from './payouts/payout-account.store';
import { payrollRoutes } from './payroll/payroll.routes';
import { postOfficeRoutes } from './post-offices/post-office.routes';
import { settlementSubscriptions } from './settlements/settlement.subscriptions';

export const service = defineService({
  name: 'payment',
  client: PrismaClient,
  migrationsDir: join(__dirname, '../prisma/migrations'),
  packageMigrations: [CALENDAR_MIGRATIONS, LAW_MIGRATIONS],
  routes: [
    ...benefitRoutes,
    ...payrollRoutes,
    ...visiblePayoutRoutes,
    ...payoutRoutes,
    ...batchRoutes,
    ...bankMessageRoutes,
    ...postOfficeRoutes,
    ...ledgerRoutes,
  ],
  waits: WAITING,
  registers: LEDGER_REGISTERS,
  sealed: [FACILITY_ACCOUNTS, BENEFIT_ACCOUNTS, PAYOUT_ACCOUNTS, LINE_ACCOUNTS],
  subscriptions: [...beneficiarySubscriptions, ...lawSubscriptions, ...settlementSubscriptions],
  relatedTo: listRelated,
  // One pain.002 answers a whole list of 70,000 payouts, in one transaction.
  transactionTimeoutMs: 60_000,
});
