import { ChangeContact, Contact } from '@ansinh/contracts/notification/api';
import type { Recipient } from '@ansinh/contracts/notification/events';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route, type Tx } from '../kit';
import { changeContact } from './contact.commands';
import { CHANGING_CONTACT, CHANGING_CONTACT_OF, READING_CONTACT, READING_CONTACT_OF } from './contact.examples';
import { getContact, getParticipantContact } from './contact.views';

const PARTICIPANT = z.object({ participantId: Id });
const participant = ({ participantId }: z.infer<typeof PARTICIPANT>): Recipient => ({
  kind: 'participant',
  id: participantId,
});
const own = ({ by: { tenant } }: Tx): Recipient => ({ kind: tenant.kind, id: tenant.code });

export const contactRoutes = [
  route({
    method: 'get',
    path: '/v1/participants/:participantId/contact',
    summary: 'Read where the messages of a participant go by e-mail',
    tag: 'Participants',
    permission: 'participant:read',
    shows: 'person',
    params: PARTICIPANT,
    reply: Contact,
    problems: ['request.not-found'],
    example: READING_CONTACT_OF,
    handle: (tx, { params }) => getParticipantContact(tx.db, participant(params)),
  }),
  route({
    method: 'put',
    path: '/v1/participants/:participantId/contact',
    summary: 'Say where the messages of a participant go by e-mail',
    description: 'It counts in place of what was registered, from now on. `email: null` ends all e-mail.',
    tag: 'Participants',
    permission: 'participant:change',
    params: PARTICIPANT,
    body: ChangeContact,
    reply: Contact,
    problems: ['request.not-found'],
    example: CHANGING_CONTACT_OF,
    handle: (tx, { params, body }) => changeContact(tx, participant(params), body),
  }),
  route({
    method: 'get',
    path: '/v1/contact',
    summary: 'Read where the messages of the own hospital, office or agency go by e-mail',
    tag: 'Messages',
    permission: 'message:read',
    reply: Contact,
    example: READING_CONTACT,
    handle: (tx) => getContact(tx.db, own(tx)),
  }),
  route({
    method: 'put',
    path: '/v1/contact',
    summary: 'Say where the messages of the own hospital or agency go by e-mail',
    description: '`email: null` ends all e-mail; messages stay in the inbox.',
    tag: 'Messages',
    permission: 'contact:change',
    body: ChangeContact,
    reply: Contact,
    example: CHANGING_CONTACT,
    handle: (tx, { body }) => changeContact(tx, own(tx), body),
  }),
];
