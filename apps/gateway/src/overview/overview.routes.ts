import { ParticipantOverview } from '@ansinh/contracts/gateway/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { currentCaller } from '../door/caller';
import { route } from '../kit';
import type { Upstreams } from '../proxy/upstreams';
import { READING } from './overview.examples';
import { participantOverview } from './overview.views';

/** `upstreams` is a function because they are opened at the start, after the routes have been declared. */
export const overviewRoute = (upstreams: () => Upstreams) =>
  route({
    method: 'get',
    path: '/v1/participants/:participantId/overview',
    summary: 'All that the platform knows of one person',
    description: 'Asks all services at once. A part whose service is down is `unavailable` and says why.',
    tag: 'Participants',
    permission: 'participant:read',
    shows: 'health',
    params: z.object({ participantId: Id }),
    reply: ParticipantOverview,
    problems: ['request.not-found'],
    example: READING,
    handle: (_tx, { params }) =>
      participantOverview(params.participantId, {
        upstreams: upstreams(),
        caller: currentCaller(),
      }),
  });
