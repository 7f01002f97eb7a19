import { z } from 'zod';
import { InstantText } from '../vocabulary/calendar';
import { type EventData, eventsOf } from '../wire/envelope';
import { RevokedKind } from './kinds';

const event = eventsOf('gateway');

export const AccessRevoked = event({
  name: 'AccessRevoked',
  aggregate: 'revocations',
  description: 'Tokens of a client, an account or a session that were issued before a moment are good no more.',
  data: z.object({
    subjectKind: RevokedKind.describe('Whose tokens end'),
    subject: z.string().min(1).max(200).describe('Id of the client, the account or the session'),
    notBefore: InstantText.describe('Tokens that were issued earlier are refused'),
    endsRequests: z
      .boolean()
      .optional()
      .describe('Whether what was asked for before, and still waits for a second person, is refused with it'),
  }),
});
export type AccessRevoked = EventData<typeof AccessRevoked>;
