import { Participant, SearchParticipants } from '@ansinh/contracts/enrollment/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { pageOf } from '@ansinh/contracts/wire/common.api';
import { z } from 'zod';
import { route } from '../kit';
import { READING, SEARCHING } from './participant.examples';
import { getParticipant, searchParticipants } from './participant.views';

export const participantRoutes = [
  route({
    method: 'get',
    path: '/v1/participants/:participantId',
    summary: 'Read a participant with cards and participations',
    tag: 'Participants',
    permission: 'participant:read',
    shows: 'person',
    params: z.object({ participantId: Id }),
    reply: Participant,
    problems: ['request.not-found'],
    example: READING,
    handle: (tx, { params }) => getParticipant(tx.db, params.participantId),
  }),
  route({
    method: 'post',
    path: '/v1/participants/searches',
    summary: 'Find a participant by one number',
    description: 'By POST, because personal numbers never stand in an address. The page holds nobody or one person.',
    tag: 'Participants',
    permission: 'participant:read',
    shows: 'person',
    body: SearchParticipants,
    reply: pageOf(Participant),
    example: SEARCHING,
    handle: async (tx, { body }) => ({ items: await searchParticipants(tx.db, body) }),
  }),
];
