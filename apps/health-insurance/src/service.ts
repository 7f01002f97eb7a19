import { join } from 'node:path';
import { CALENDAR_MIGRATIONS } from '@ansinh/calendar/kept';
import { LAW_MIGRATIONS } from '@ansinh/law/kept';
import { defineService } from '@ansinh/platform';
import { advanceRoutes } from './accounts/advances/advance.routes';
import { deadlineRoutes } from './accounts/deadlines/deadline.routes';
import { tellTerms } from './accounts/deadlines/tellings/telling.jobs';
import { fundRoutes } from './accounts/fund/fund.routes';
import { periodRoutes } from './accounts/periods/period.routes';
import { settlementRoutes } from './accounts/settlements/settlement.routes';
import { settlementSubscriptions } from './accounts/settlements/settlement.subscriptions';
import { summaryRoutes } from './accounts/summaries/summary.routes';
import { appraisalSubscriptions } from './appraisal/appraisals/appraisal.subscriptions';
import { coPaymentRoutes } from './appraisal/co-payments/co-payment.routes';
import { reviewRoutes } from './appraisal/review/review.routes';
import { DECISIONS, EXPLANATIONS } from './appraisal/review/review-text.store';
import { appraisalRulesRoute, changeAppraisalRuleRoute } from './appraisal/settings/setting.routes';
import { CLAIM_WORDS } from './claim/claim.store';
import { listRelated } from './claim/claim.views';
import { claimRoutes } from './claim/door/claim.routes';
import { type Prisma, PrismaClient } from './generated/prisma/client';
import { checkInRoutes } from './intake/check-ins/check-in.routes';
import { visitsRoute } from './intake/check-ins/visit.routes';
import { submitBundleRoute } from './intake/door/bundle.routes';
import { submitClaimsRoute } from './intake/door/claim-file.routes';
import { lookUpRoutes } from './intake/look-ups/look-up.routes';
import { FILE_CONTENTS } from './intake/reader/file-content.store';
import { catalogueRoutes } from './registers/catalogues/catalogue.routes';
import { certificateRoutes } from './registers/certificates/certificate.routes';
import { coverageSubscriptions } from './registers/coverage/coverage.subscriptions';
import { facilityRoutes } from './registers/facilities/facility.routes';
import { FACILITY_ACCOUNTS } from './registers/facilities/facility.store';
import { calendarSubscriptions } from './registers/terms/calendar.subscriptions';
import { lawSubscriptions } from './registers/terms/law.subscriptions';
import { caseRoutes } from './watch/cases/case.routes';
import { runRoutes } from './watch/runs/run.routes';
import { indicationRoutes } from './watch/settings/indications/indication.routes';
import { signalRoutes } from './watch/settings/signal.routes';

export const service = defineService<Prisma.TransactionClient, PrismaClient>({
  name: 'health-insurance',
  client: PrismaClient,
  migrationsDir: join(__dirname, '../prisma/migrations'),
  packageMigrations: [CALENDAR_MIGRATIONS, LAW_MIGRATIONS],
  routes: [
    ...facilityRoutes,
    ...certificateRoutes,
    ...catalogueRoutes,
    ...lookUpRoutes,
    ...checkInRoutes,
    submitClaimsRoute,
    submitBundleRoute,
    ...claimRoutes,
    visitsRoute,
    appraisalRulesRoute,
    changeAppraisalRuleRoute,
    ...reviewRoutes,
    ...coPaymentRoutes,
    ...settlementRoutes,
    ...advanceRoutes,
    ...periodRoutes,
    ...deadlineRoutes,
    ...summaryRoutes,
    ...fundRoutes,
    ...runRoutes,
    ...caseRoutes,
    ...signalRoutes,
    ...indicationRoutes,
  ],
  // An appraisal for many claims costs little more than one for a single claim.
  gatherMs: 200,
  subscriptions: [
    ...coverageSubscriptions,
    ...calendarSubscriptions,
    ...lawSubscriptions,
    ...appraisalSubscriptions,
    ...settlementSubscriptions,
  ],
  sealed: [FACILITY_ACCOUNTS, FILE_CONTENTS, CLAIM_WORDS, EXPLANATIONS, DECISIONS],
  jobs: [tellTerms],
  relatedTo: listRelated,
});
