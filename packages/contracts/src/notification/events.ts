import { z } from 'zod';
import { Id } from '../vocabulary/identifiers';
import { type EventData, eventsOf } from '../wire/envelope';

const event = eventsOf('notification');

export const MessagePosted = event({
  name: 'MessagePosted',
  aggregate: 'messages',
  description: 'A notice was put into the inbox of a participant. The text stays in the service.',
  data: z.object({
    messageId: Id,
    participantId: Id,
    template: z.string().describe('Which notice it is'),
    causeEventId: Id.describe('The event that the notice is about'),
  }),
});
export type MessagePosted = EventData<typeof MessagePosted>;
