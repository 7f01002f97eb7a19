import { z } from 'zod';
import { InstantText } from '../vocabulary/calendar';

/** The `sid` of every token that came of the session. */
export const SessionId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{20,64}$/, 'a session has 20 to 64 letters, digits, hyphens and underscores')
  .meta({ id: 'SessionId', description: 'Id of a session: the `sid` of its tokens' });

export const OwnSession = z
  .object({
    sessionId: SessionId,
    startedAt: InstantText,
    /** When a browser last used it, to the minute. */
    lastSeenAt: InstantText,
    /** When it is over at the latest. */
    expiresAt: InstantText,
    factors: z.union([z.literal(1), z.literal(2)]),
    /** Of the token that asks. */
    isThis: z.boolean(),
  })
  .meta({ id: 'OwnSession' });
export type OwnSession = z.infer<typeof OwnSession>;

/** A person has few sessions at a time: eight hours are the most that one lasts. */
export const OwnSessions = z.object({ items: z.array(OwnSession) }).meta({ id: 'OwnSessions' });
export type OwnSessions = z.infer<typeof OwnSessions>;

export const EndedSessions = z
  .object({ ended: z.int().min(0).describe('How many sessions were ended') })
  .meta({ id: 'EndedSessions' });
export type EndedSessions = z.infer<typeof EndedSessions>;
