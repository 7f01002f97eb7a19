import { join } from 'node:path';
import { defineService } from '@ansinh/platform';
import { calendarDayRoutes } from './calendar-days/calendar-day.routes';
import { cardSubscriptions } from './cards/card.subscriptions';
import { tellCardExpiries } from './cards/expiries/expiry.jobs';
import { declarationRoutes } from './declarations/declaration.routes';
import { employerRoutes } from './employers/employer.routes';
import { PrismaClient } from './generated/prisma/client';
import { householdRoutes } from './households/household.routes';
import { householdSubscriptions } from './households/household.subscriptions';
import { importRoutes } from './imports/import.routes';
import type { Db } from './kit';
import { lawValueRoutes } from './law-values/law-value.routes';
import { participantRoutes } from './participants/participant.routes';

export const service = defineService<Db, PrismaClient>({
  name: 'enrollment',
  client: PrismaClient,
  migrationsDir: join(__dirname, '../prisma/migrations'),
  routes: [
    ...employerRoutes,
    ...calendarDayRoutes,
    ...lawValueRoutes,
    ...declarationRoutes,
    ...participantRoutes,
    ...importRoutes,
    ...householdRoutes,
  ],
  subscriptions: [...cardSubscriptions, ...householdSubscriptions],
  jobs: [tellCardExpiries],
});
