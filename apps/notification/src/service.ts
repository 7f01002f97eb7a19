import { join } from 'node:path';
import { defineService } from '@ansinh/platform';
import { contactSubscriptions } from './contacts/contact.subscriptions';
import { PrismaClient } from './generated/prisma/client';
import type { Db } from './kit';
import { messageRoutes } from './messages/message.routes';
import { messageSubscriptions } from './messages/message.subscriptions';

export const service = defineService<Db, PrismaClient>({
  name: 'notification',
  client: PrismaClient,
  migrationsDir: join(__dirname, '../prisma/migrations'),
  routes: messageRoutes,
  // Nobody sits in front of a screen for these messages.
  gatherMs: 500,
  subscriptions: [...contactSubscriptions, ...messageSubscriptions],
});
