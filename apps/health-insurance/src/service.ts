import { join } from 'node:path';
import { defineService } from '@ansinh/service';
import { appraisalRoutes } from './appraisal/appraisal.routes';
import { appraisalSubscriptions } from './appraisal/appraisal.subscriptions';
import { catalogueRoutes } from './catalogues/catalogue.routes';
import { checkInRoutes } from './check-ins/check-in.routes';
import { claimRoutes } from './claims/claim.routes';
import { coPaymentRoutes } from './copayment/copayment.routes';
import { coverageRoutes } from './coverage/coverage.routes';
import { coverageSubscriptions } from './coverage/coverage.subscriptions';
import { facilityRoutes } from './facilities/facilities.routes';
import { fundRoutes } from './fund/fund.routes';
import { type Prisma, PrismaClient } from './generated/prisma/client';
import { reviewRoutes } from './review/review.routes';
import { settlementRoutes } from './settlements/settlement.routes';
import { settlementSubscriptions } from './settlements/settlement.subscriptions';
import { summaryRoutes } from './summaries/summary.routes';
import { watchRoutes } from './watch/watch.routes';

export const service = defineService<Prisma.TransactionClient, PrismaClient>({
  name: 'health-insurance',
  client: PrismaClient,
  migrationsDir: join(__dirname, '../prisma/migrations'),
  routes: [
    ...facilityRoutes,
    ...catalogueRoutes,
    ...coverageRoutes,
    ...checkInRoutes,
    ...claimRoutes,
    ...appraisalRoutes,
    ...reviewRoutes,
    ...coPaymentRoutes,
    ...settlementRoutes,
    ...summaryRoutes,
    ...fundRoutes,
    ...watchRoutes,
  ],
  // An appraisal for many claims costs little more than one for a single claim.
  gatherMs: 200,
  subscriptions: [...coverageSubscriptions, ...appraisalSubscriptions, ...settlementSubscriptions],
});
