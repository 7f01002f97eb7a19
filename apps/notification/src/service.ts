import { join } from 'node:path';
import { defineService } from '@ansinh/platform';
import { CHANNELS } from './channels/channels';
import { contactRoutes } from './contacts/contact.routes';
import { contactSubscriptions } from './contacts/contact.subscriptions';
import { PrismaClient } from './generated/prisma/client';
import type { Db } from './kit';
import { postDigestsOfDay } from './notices/digest.jobs';
import { noticeSubscriptions } from './notices/notice.subscriptions';

const channels = Object.values(CHANNELS);

export const service = defineService<Db, PrismaClient>({
  name: 'notification',
  client: PrismaClient,
  migrationsDir: join(__dirname, '../prisma/migrations'),
  routes: [...channels.flatMap(({ routes }) => routes), ...contactRoutes],
  // Nobody sits in front of a screen for these messages.
  gatherMs: 500,
  subscriptions: [...contactSubscriptions, ...noticeSubscriptions],
  jobs: [...channels.flatMap(({ jobs }) => jobs), postDigestsOfDay],
});
