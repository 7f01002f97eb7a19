import { InboxMessage, Language } from '@ansinh/contracts/notification/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { PageQuery, pageOf } from '@ansinh/contracts/wire/common.api';
import { z } from 'zod';
import { route } from '../../kit';
import { ofTenant, participant } from '../../recipients/recipient.rules';
import { markRead } from './inbox.commands';
import { MARKING_READ, MARKING_READ_OF, READING_INBOX, READING_INBOX_OF } from './inbox.examples';
import { listInbox } from './inbox.views';

const LanguageQuery = z.object({ language: Language.default('vi') });
const InboxQuery = PageQuery.extend({ ...LanguageQuery.shape, unread: z.stringbool().optional() });
const InboxPage = pageOf(InboxMessage);

const ORDER = 'Newest first, in Vietnamese or English; `unread=true` leaves out what was read.';
const READING = 'The first reading counts; repeating it changes nothing.';

export const inboxRoutes = [
  route({
    method: 'get',
    path: '/v1/participants/:participantId/messages',
    summary: 'Read the inbox of a participant',
    description: ORDER,
    tag: 'Participants',
    permission: 'participant:read',
    shows: 'person',
    params: z.object({ participantId: Id }),
    query: InboxQuery,
    reply: InboxPage,
    example: READING_INBOX_OF,
    handle: (tx, { params, query }) => listInbox(tx.db, participant(params.participantId), query),
  }),
  route({
    method: 'put',
    path: '/v1/participants/:participantId/messages/:messageId/reading',
    summary: 'Mark a message as read',
    description: READING,
    tag: 'Participants',
    permission: 'participant:read',
    params: z.object({ participantId: Id, messageId: Id }),
    query: LanguageQuery,
    reply: InboxMessage,
    problems: ['request.not-found'],
    example: MARKING_READ_OF,
    handle: (tx, { params: { participantId, messageId }, query }) =>
      markRead(tx, { recipient: participant(participantId), messageId }, query.language),
  }),
  route({
    method: 'get',
    path: '/v1/messages',
    summary: 'Read the inbox of the own hospital, office or agency',
    description: ORDER,
    tag: 'Messages',
    permission: 'message:read',
    query: InboxQuery,
    reply: InboxPage,
    example: READING_INBOX,
    handle: (tx, { query }) => listInbox(tx.db, ofTenant(tx.by.tenant), query),
  }),
  route({
    method: 'put',
    path: '/v1/messages/:messageId/reading',
    summary: 'Mark a message of the own inbox as read',
    description: READING,
    tag: 'Messages',
    permission: 'message:read',
    params: z.object({ messageId: Id }),
    query: LanguageQuery,
    reply: InboxMessage,
    problems: ['request.not-found'],
    example: MARKING_READ,
    handle: (tx, { params: { messageId }, query }) =>
      markRead(tx, { recipient: ofTenant(tx.by.tenant), messageId }, query.language),
  }),
];
