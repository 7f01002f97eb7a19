import { Deadline } from '@ansinh/contracts/health-insurance/settlements.api';
import { FacilityCode } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route } from '../../kit';
import { LISTING } from './deadline.examples';
import { listDeadlines } from './deadline.views';

const deadlinesRoute = route({
  method: 'get',
  path: '/v1/deadlines',
  summary: 'List what waits for a facility or for the agency, the longest overdue first; a facility lists its own',
  tag: 'Settlements',
  permission: 'settlement:read',
  query: z.object({ status: Deadline.shape.status.optional(), facilityCode: FacilityCode.optional() }),
  reply: z.object({ items: z.array(Deadline) }),
  example: LISTING,
  handle: async (tx, { query }) => ({ items: await listDeadlines(tx, query) }),
});

export const deadlineRoutes = [deadlinesRoute];
