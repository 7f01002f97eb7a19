import { InboxMessage } from '@ansinh/contracts/notification/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route } from '../kit';
import { MARKING_READ, READING_INBOX } from './message.examples';
import { markRead } from './message.commands';
import { listMessages } from './message.views';

const LanguageQuery = z.object({ language: z.enum(['vi', 'en']).default('vi') });

export const messageRoutes = [
  route({
    method: 'get',
    path: '/v1/participants/:participantId/messages',
    summary: 'Read the inbox of a participant',
    description: 'The newest 200 messages, newest first, in Vietnamese or English.',
    tag: 'Participants',
    permission: 'participant:read',
    params: z.object({ participantId: Id }),
    query: LanguageQuery,
    reply: z.array(InboxMessage),
    example: READING_INBOX,
    handle: (tx, { params, query }) => listMessages(tx.db, params.participantId, query.language),
  }),
  route({
    method: 'put',
    path: '/v1/participants/:participantId/messages/:messageId/reading',
    summary: 'Mark a message as read',
    description: 'The first reading counts; repeating it changes nothing.',
    tag: 'Participants',
    permission: 'participant:read',
    params: z.object({ participantId: Id, messageId: Id }),
    query: LanguageQuery,
    reply: InboxMessage,
    problems: ['request.not-found'],
    example: MARKING_READ,
    handle: (tx, { params, query }) => markRead(tx, params, query.language),
  }),
];
