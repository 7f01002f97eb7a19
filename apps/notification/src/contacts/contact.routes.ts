import { ChangeContact, Contact } from '@ansinh/contracts/notification/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route } from '../kit';
import { ofTenant, participant } from '../recipients/recipient.rules';
import { changeContact } from './contact.commands';
import { CHANGING_CONTACT, CHANGING_CONTACT_OF, READING_CONTACT, READING_CONTACT_OF } from './contact.examples';
import { getContact, getParticipantContact } from './contact.views';

const PARTICIPANT = z.object({ participantId: Id });

export const contactRoutes = [
  route({
    method: 'get',
    path: '/v1/participants/:participantId/contact',
    summary: 'Read where the messages of a participant go beside the inbox',
    tag: 'Participants',
    permission: 'participant:read',
    params: PARTICIPANT,
    reply: Contact,
    problems: ['request.not-found'],
    example: READING_CONTACT_OF,
    handle: (tx, { params }) => getParticipantContact(tx.db, participant(params.participantId)),
  }),
  route({
    method: 'put',
    path: '/v1/participants/:participantId/contact',
    summary: 'Say where the messages of a participant go beside the inbox',
    description:
      'It counts in place of what was registered, from now on. `address: null` ends what comes by its channel.',
    tag: 'Participants',
    permission: 'participant:change',
    params: PARTICIPANT,
    body: ChangeContact,
    reply: Contact,
    problems: ['request.not-found'],
    example: CHANGING_CONTACT_OF,
    handle: (tx, { params, body }) => changeContact(tx, participant(params.participantId), body),
  }),
  route({
    method: 'get',
    path: '/v1/contact',
    summary: 'Read where the messages of the own hospital, office or agency go beside the inbox',
    tag: 'Messages',
    permission: 'message:read',
    reply: Contact,
    example: READING_CONTACT,
    handle: (tx) => getContact(tx.db, ofTenant(tx.by.tenant)),
  }),
  route({
    method: 'put',
    path: '/v1/contact',
    summary: 'Say where the messages of the own hospital or agency go beside the inbox',
    description: '`address: null` ends what comes by its channel; messages stay in the inbox.',
    tag: 'Messages',
    permission: 'contact:change',
    body: ChangeContact,
    reply: Contact,
    example: CHANGING_CONTACT,
    handle: (tx, { body }) => changeContact(tx, ofTenant(tx.by.tenant), body),
  }),
];
