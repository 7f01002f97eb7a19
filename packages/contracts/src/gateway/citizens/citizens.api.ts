import { z } from 'zod';
import { Card, Participant } from '../../enrollment/api';
import { Permission } from '../../wire/permissions';
import { Me } from '../accounts.api';
import { SessionId } from '../sessions.api';

/** The subject of a citizen's tokens: no account of staff and no client is like it. */
export const CitizenId = z
  .string()
  .regex(/^citizen:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'a citizen is written citizen:<id>')
  .meta({ id: 'CitizenId', description: 'A citizen', examples: ['citizen:019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b'] });

/** How surely the national provider knows who it is: 2 was seen by an officer, with fingers and face. */
export const AssuranceLevel = z.union([z.literal(1), z.literal(2)]).meta({ id: 'AssuranceLevel' });
export type AssuranceLevel = z.infer<typeof AssuranceLevel>;

export const CitizenMe = z
  .object({
    accountId: CitizenId,
    role: z.literal('citizen'),
    /** As the national provider says it. */
    name: z.string(),
    level: AssuranceLevel,
    sessionId: SessionId,
    factors: z.union([z.literal(1), z.literal(2)]),
    permissions: z.array(Permission),
  })
  .meta({ id: 'CitizenMe' });
export type CitizenMe = z.infer<typeof CitizenMe>;

/** A member of staff or of a partner, or a citizen. */
export const WhoIAm = z.union([Me, CitizenMe]).meta({ id: 'WhoIAm' });
export type WhoIAm = z.infer<typeof WhoIAm>;

const { fullName, birthDate, sex, siNumber } = Participant.shape;

/** What the platform holds of the person who asks, and the cards that are good now or will be. */
export const OwnRecord = z
  .object({ fullName, birthDate, sex, siNumber, cards: z.array(Card) })
  .meta({ id: 'OwnRecord' });
export type OwnRecord = z.infer<typeof OwnRecord>;
