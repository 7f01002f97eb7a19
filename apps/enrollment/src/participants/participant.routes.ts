import { ImportResult, Participant, SearchParticipants } from '@ansinh/contracts/enrollment/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { pageOf } from '@ansinh/contracts/wire/common.api';
import { z } from 'zod';
import { IMPORT_TYPES, importParticipants } from '../imports/import.commands';
import { route, streamRoute } from '../kit';
import { getParticipant, searchParticipants } from './participant.views';

/** The whole register (2.64 million persons) in one file: about 500 bytes a row. */
const IMPORT_LIMIT_BYTES = 2_000_000_000;

export const participantRoutes = [
  route({
    method: 'get',
    path: '/v1/participants/:participantId',
    summary: 'Read a participant with cards and participations',
    tag: 'Participants',
    permission: 'participant:read',
    params: z.object({ participantId: Id }),
    reply: Participant,
    problems: ['request.not-found'],
    handle: (tx, { params }) => getParticipant(tx.db, params.participantId),
  }),
  route({
    method: 'post',
    path: '/v1/participants/searches',
    summary: 'Find a participant by one number',
    description: 'By POST, because personal numbers never stand in an address. The page holds nobody or one person.',
    tag: 'Participants',
    permission: 'participant:read',
    body: SearchParticipants,
    reply: pageOf(Participant),
    handle: async (tx, { body }) => ({ items: await searchParticipants(tx.db, body) }),
  }),
  streamRoute({
    method: 'post',
    path: '/v1/imports/participants',
    summary: 'Import the present register',
    description:
      'One row a line, uncompressed, in UTF-8: NDJSON of ImportRow, or CSV whose first line names the fields of ImportRow, those of the card as card.cardNumber and so on; comma or semicolon, empty for what is not known, no line break inside a field. Each bad row is explained by its line, the others are imported. Sending the file again changes nothing.',
    tag: 'Participants',
    permission: 'participant:import',
    contentTypes: IMPORT_TYPES,
    limitBytes: IMPORT_LIMIT_BYTES,
    reply: ImportResult,
    problems: ['request.invalid'],
    handle: (context, input) => importParticipants(context, input),
  }),
];
