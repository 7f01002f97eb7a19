import { z } from 'zod';
import { ParticipantContribution } from '../collection/api';
import { Participant } from '../enrollment/api';
import { Visit } from '../health-insurance/reception.api';
import { InboxMessage } from '../notification/api';
import { Payout } from '../payment/api';

const part = <Data extends z.ZodType>(data: Data) =>
  z.discriminatedUnion('status', [
    z.object({ status: z.literal('ok'), data }),
    z.object({ status: z.literal('unavailable'), reason: z.string() }),
  ]);

/** All that the platform knows of one person; a part whose service is down says so instead of failing the rest. */
export const ParticipantOverview = z
  .object({
    participantId: z.string(),
    participant: part(Participant),
    contributions: part(z.array(ParticipantContribution)),
    visits: part(z.array(Visit)),
    payouts: part(z.array(Payout)),
    messages: part(z.array(InboxMessage)),
  })
  .meta({ id: 'ParticipantOverview' });
export type ParticipantOverview = z.infer<typeof ParticipantOverview>;
