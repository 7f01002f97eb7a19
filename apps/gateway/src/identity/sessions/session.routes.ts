import { EndedSessions, OwnSessions, SessionId } from '@ansinh/contracts/gateway/sessions.api';
import { z } from 'zod';
import { route } from '../../kit';
import { endOwnSession, endOwnSessions } from './session.commands';
import { ENDING, ENDING_ALL, LISTING } from './session.examples';
import { listOwnSessions } from './session.views';

const OWN = { tag: 'Sign-in', permission: 'session:own' } as const;

export const sessionRoutes = [
  route({
    method: 'get',
    path: '/v1/me/sessions',
    summary: 'Where I am signed in',
    ...OWN,
    reply: OwnSessions,
    example: LISTING,
    handle: (tx) => listOwnSessions(tx),
  }),
  route({
    method: 'post',
    path: '/v1/me/sessions/:sessionId/ending',
    summary: 'End one of my sessions',
    description: 'Its tokens are refused from now on: by the gateway at once, by every service within five seconds.',
    ...OWN,
    params: z.object({ sessionId: SessionId }),
    reply: EndedSessions,
    problems: ['approval.person-required'],
    example: ENDING,
    handle: (tx, { params }) => endOwnSession(tx, params.sessionId),
  }),
  route({
    method: 'post',
    path: '/v1/me/sessions/ending',
    summary: 'Sign out everywhere',
    description: 'Ends all of my sessions, also the one that asks.',
    ...OWN,
    reply: EndedSessions,
    problems: ['approval.person-required'],
    example: ENDING_ALL,
    handle: (tx) => endOwnSessions(tx),
  }),
];
