import { Visit } from '@ansinh/contracts/health-insurance/reception.api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route } from '../../kit';
import { LISTING_VISITS } from './check-in.examples';
import { listVisits } from './visit.views';

export const visitsRoute = route({
  method: 'get',
  path: '/v1/participants/:participantId/visits',
  summary: 'List the visits of a participant, the newest first',
  tag: 'Claims',
  permission: 'participant:read',
  shows: 'health',
  params: z.object({ participantId: Id }),
  reply: z.array(Visit),
  example: LISTING_VISITS,
  handle: (tx, { params }) => listVisits(tx.db, params.participantId),
});
