import { z } from 'zod';
import { Id } from '../vocabulary/identifiers';
import { type EventData, eventsOf } from '../wire/envelope';
import { RecipientKind } from './kinds';

const event = eventsOf('notification');

export const Recipient = z
  .object({
    kind: RecipientKind.describe('What the recipient is'),
    id: z.string().min(1).max(100).describe('Id of the participant, or code of the facility, employer or agency'),
  })
  .meta({ id: 'Recipient' });
export type Recipient = Readonly<z.infer<typeof Recipient>>;

export const MessagePosted = event({
  name: 'MessagePosted',
  aggregate: 'messages',
  description: 'A notice was put into the inbox of its recipient. The text stays in the service.',
  data: z.object({
    messageId: Id,
    recipient: Recipient.describe('Whom it is for'),
    template: z.string().describe('Which notice it is'),
    causeEventId: Id.describe('The event that the notice is about; of a list of a day, the job that made it'),
  }),
});
export type MessagePosted = EventData<typeof MessagePosted>;
