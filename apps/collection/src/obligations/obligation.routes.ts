import { AssessMonth, Assessment, ParticipantContribution } from '@ansinh/contracts/collection/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route } from '../kit';
import { assessMonth } from './assessment.commands';
import { listContributions } from './contribution.views';
import { ASSESSING_MONTH, LISTING_CONTRIBUTIONS } from './obligation.examples';

export const obligationRoutes = [
  route({
    method: 'post',
    path: '/v1/assessments',
    summary: 'Assess the contributions of a month; a second run adds only what is new',
    description:
      'A call works for some seconds. While `remaining` is above zero, call again with a new key: it goes on where the last one stood.',
    tag: 'Contributions',
    permission: 'contribution:assess',
    body: AssessMonth,
    reply: Assessment,
    idempotent: true,
    problems: ['assessment.month-out-of-range'],
    example: ASSESSING_MONTH,
    handle: (tx, { body }) => assessMonth(tx, body.month),
  }),
  route({
    method: 'get',
    path: '/v1/participants/:participantId/contributions',
    summary: 'What a person has contributed, month by month',
    tag: 'Contributions',
    permission: 'participant:read',
    shows: 'person',
    params: z.object({ participantId: Id }),
    reply: z.array(ParticipantContribution),
    example: LISTING_CONTRIBUTIONS,
    handle: ({ db }, { params }) => listContributions(db, params.participantId),
  }),
];
