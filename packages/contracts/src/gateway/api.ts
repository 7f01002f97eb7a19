import { z } from 'zod';
import { ParticipantContribution } from '../collection/api';
import { Participant } from '../enrollment/api';
import { Visit } from '../health-insurance/reception.api';
import { InboxMessage } from '../notification/api';
import { Payout } from '../payment/api';
import { ClientRole, TenantKind } from '../wire/permissions';

export const RegisterClient = z
  .object({
    clientId: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{2,62}$/, 'a client id has 3 to 63 small letters, digits and hyphens'),
    name: z.string().trim().min(1).max(255),
    role: ClientRole,
    /** Facility code, bank number, post-office code, unit code, or the agency's own code, as the role asks. */
    tenantCode: z.string().min(1).max(20),
    /** Account for the national calls (POST /api/token/take); hospitals only. */
    nationalAccount: z
      .object({ username: z.string().min(1).max(100), password: z.string().min(8).max(200) })
      .optional(),
    /** Public JSON Web Key Set of a client that signs its assertions (private_key_jwt); then no secret is made. */
    jwks: z
      .object({
        keys: z
          .array(
            z.object({
              kty: z.enum(['EC', 'RSA']),
              kid: z.string().min(1).max(100).optional(),
              alg: z.enum(['ES256', 'PS256', 'RS256']).optional(),
              use: z.literal('sig').optional(),
              crv: z.literal('P-256').optional(),
              x: z.string().max(100).optional(),
              y: z.string().max(100).optional(),
              n: z.string().max(1400).optional(),
              e: z.string().max(20).optional(),
            }),
          )
          .min(1)
          .max(5),
      })
      .optional(),
  })
  .meta({ id: 'RegisterClient' });
export type RegisterClient = z.infer<typeof RegisterClient>;

export const RegisteredClient = z
  .object({
    clientId: z.string(),
    name: z.string(),
    role: ClientRole,
    tenant: z.object({ kind: TenantKind, code: z.string() }),
    /** Shown once; only its hash is kept. */
    clientSecret: z.string().optional(),
  })
  .meta({ id: 'RegisteredClient' });
export type RegisteredClient = z.infer<typeof RegisteredClient>;

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
