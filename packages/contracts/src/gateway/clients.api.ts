import { z } from 'zod';
import { EmailAddress } from '../notification/addresses';
import { InstantText } from '../vocabulary/calendar';
import { ClientRole, TenantKind } from '../wire/permissions';

export const ClientId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{2,62}$/, 'a client id has 3 to 63 small letters, digits and hyphens');

/** Who opens the invitation at the partner: the secret is shown to nobody else. */
export const PartnerContact = z
  .object({ name: z.string().trim().min(1).max(255), email: EmailAddress })
  .meta({ id: 'PartnerContact' });
export type PartnerContact = z.infer<typeof PartnerContact>;

export const RegisterClient = z
  .object({
    clientId: ClientId,
    name: z.string().trim().min(1).max(255),
    role: ClientRole,
    /** Facility code, bank number, post-office code or unit code, as the role asks. */
    tenantCode: z.string().min(1).max(20),
    contact: PartnerContact,
    /** User name for the national calls (POST /api/token/take); hospitals only. The partner chooses its password. */
    nationalUsername: z.string().min(1).max(100).optional(),
    /** From then on it has no token any more; without an end when left out. */
    expiresAt: InstantText.optional(),
  })
  .meta({ id: 'RegisterClient' });
export type RegisterClient = z.infer<typeof RegisterClient>;

/** `invited`: it has nothing yet by which it could prove itself. */
export const ClientStatus = z.enum(['invited', 'active', 'disabled', 'expired']).meta({ id: 'ClientStatus' });
export type ClientStatus = z.infer<typeof ClientStatus>;

/** How a client proves itself: by a secret, by keys that it gave, or by those at an address of its own. */
export const ProofKind = z.enum(['secret', 'keys', 'key-address']).meta({ id: 'ProofKind' });
export type ProofKind = z.infer<typeof ProofKind>;

export const Client = z
  .object({
    clientId: z.string(),
    name: z.string(),
    role: ClientRole,
    tenant: z.object({ kind: TenantKind, code: z.string() }),
    status: ClientStatus,
    proof: ProofKind.nullable(),
    /** Until then it may also prove itself as it did before it was rotated. */
    formerUntil: InstantText.nullable(),
    expiresAt: InstantText.nullable(),
    disabledAt: InstantText.nullable(),
    nationalUsername: z.string().nullable(),
  })
  .meta({ id: 'Client' });
export type Client = z.infer<typeof Client>;

export const ListedClient = Client.extend({
  /** To the minute; null before the first use. */
  lastUsedAt: InstantText.nullable(),
}).meta({ id: 'ListedClient' });
export type ListedClient = z.infer<typeof ListedClient>;

/** Sent by e-mail to the contact alone: no answer of ours has what opens it. */
export const Invitation = z
  .object({
    contact: PartnerContact,
    /** From the moment at which it is sent. */
    validHours: z.int(),
    /** So long the former proof stays good when it is opened. */
    overlapDays: z.int(),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;

export const InvitedClient = Client.extend({ invitation: Invitation }).meta({ id: 'InvitedClient' });
export type InvitedClient = z.infer<typeof InvitedClient>;

export const ClientDetail = ListedClient.extend({
  createdAt: InstantText,
  createdBy: z.string(),
  /** The newest one. */
  invitation: z
    .object({
      contact: PartnerContact,
      createdAt: InstantText,
      /** Null until the mail server has taken it. */
      sentAt: InstantText.nullable(),
      expiresAt: InstantText.nullable(),
      openedAt: InstantText.nullable(),
    })
    .nullable(),
  /** What was done to it, newest first, up to 50 acts. */
  history: z.array(
    z.object({
      at: InstantText,
      by: z.string(),
      action: z.string(),
      reason: z.string().nullable(),
      outcome: z.string().nullable(),
    }),
  ),
}).meta({ id: 'ClientDetail' });
export type ClientDetail = z.infer<typeof ClientDetail>;

const reason = z.string().trim().min(3, 'give a reason of 3 characters or more').max(500);
export const ChangeClient = z.object({ reason }).meta({ id: 'ChangeClient' });

export const OVERLAP_DAYS_MAX = 7;
const overlapDays = z.int().min(0).max(OVERLAP_DAYS_MAX);

export const RotateClient = z.object({ reason, contact: PartnerContact, overlapDays }).meta({ id: 'RotateClient' });
export type RotateClient = z.infer<typeof RotateClient>;

export const SetClientExpiry = z.object({ reason, expiresAt: InstantText.nullable() }).meta({ id: 'SetClientExpiry' });
export type SetClientExpiry = z.infer<typeof SetClientExpiry>;

/** Public JSON Web Key Set of a client that signs its assertions (private_key_jwt). */
export const PublicKeySet = z
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
  .meta({ id: 'PublicKeySet' });
export type PublicKeySet = z.infer<typeof PublicKeySet>;

/** How a partner will prove itself from now on: by its keys, by an address of its own that has them, or by a secret that we make. */
const NewProof = z.object({
  jwks: PublicKeySet.optional(),
  /** Read anew at least each ten minutes, so that keys are rolled over there. */
  jwksUrl: z.url().max(500).optional(),
});
export type NewProof = z.infer<typeof NewProof>;

const ONE_PROOF = { path: ['jwksUrl'], message: 'say jwks or jwksUrl, not both' };
const isOneProof = ({ jwks, jwksUrl }: NewProof): boolean => jwks === undefined || jwksUrl === undefined;

export const OpenInvitation = NewProof.extend({
  /** What stands in the e-mail. */
  token: z.string().min(20).max(200),
  /** Of a client with a national user name; else it stays as it was. */
  nationalPassword: z.string().min(8).max(200).optional(),
})
  .refine(isOneProof, ONE_PROOF)
  .meta({ id: 'OpenInvitation' });
export type OpenInvitation = z.infer<typeof OpenInvitation>;

export const RotateOwnClient = NewProof.extend({
  /** A token alone could have been stolen: the secret that is valid now, or an assertion by a key that is. */
  currentSecret: z.string().min(1).max(200).optional(),
  clientAssertion: z.string().min(20).max(20_000).optional(),
  overlapDays,
})
  .refine(isOneProof, ONE_PROOF)
  .meta({ id: 'RotateOwnClient' });
export type RotateOwnClient = z.infer<typeof RotateOwnClient>;

export const Credentials = z
  .object({
    clientId: z.string(),
    /** Shown once, and kept nowhere; absent for who proves itself by keys. */
    clientSecret: z.string().optional(),
    /** Until then what was valid before is valid too. */
    formerUntil: InstantText.nullable(),
  })
  .meta({ id: 'Credentials' });
export type Credentials = z.infer<typeof Credentials>;
