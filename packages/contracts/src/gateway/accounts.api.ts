import { z } from 'zod';
import { InstantText, LocalDateText } from '../vocabulary/calendar';
import { Id, PersonalId, PersonName } from '../vocabulary/identifiers';
import { pageOf } from '../wire/common.api';
import { Permission, PersonRole, TenantKind } from '../wire/permissions';

export const Username = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9.-]{1,61})[a-z0-9]$/, 'a user name has 3 to 63 small letters, digits, dots and hyphens')
  .meta({ id: 'Username', description: 'User name, never given twice', examples: ['tran.thi.lan'] });

/** The subject of a person's tokens: no client id is like it. */
export const AccountId = z
  .string()
  .regex(/^person:[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'an account is written person:<user name>')
  .meta({ id: 'AccountId', description: 'Account of a person', examples: ['person:tran.thi.lan'] });

/** Made of the personal id by a key of this installation: it tells that two accounts are of one person, and not of whom. */
const PersonKey = z.string().regex(/^[0-9a-f]{64}$/, 'a pseudonym has 64 small hexadecimal digits');

/** By which the agency's own identity provider knows a member of staff; another one than ours never says it. */
export const StaffNumber = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9.-]{1,31}$/, 'a staff number has 2 to 32 capital letters, digits, dots and hyphens')
  .meta({ id: 'StaffNumber', description: 'Number of a member of staff', examples: ['BHXH-66-0123'] });

export const MakePseudonym = z.object({ personalId: PersonalId }).meta({ id: 'MakePseudonym' });
export const Pseudonym = z.object({ personKey: PersonKey }).meta({ id: 'Pseudonym' });

const DatedRole = z.object({
  role: PersonRole,
  /** Whose the role is: the agency's own code, a facility, a bank, a post office or a unit code, as the role asks. */
  tenantCode: z.string().min(1).max(20),
  firstDay: LocalDateText,
  /** The last day on which it counts; it has no end when this is absent. */
  lastDay: LocalDateText.optional(),
});
export type DatedRole = z.infer<typeof DatedRole>;
const DatedRoles = z.array(DatedRole).min(1).max(100);

export const AddStaff = z
  .object({
    username: Username,
    name: PersonName,
    office: z.string().trim().min(1).max(100),
    /** From POST /v1/staff/pseudonyms. */
    personKey: PersonKey,
    /** Who signs in by the agency's provider with this number is this person; without it the first sign-in takes two codes. */
    staffNumber: StaffNumber.optional(),
    roles: DatedRoles,
  })
  .meta({ id: 'AddStaff' });
export type AddStaff = z.infer<typeof AddStaff>;

export const ChangeRoles = z.object({ roles: DatedRoles }).meta({ id: 'ChangeRoles' });
export const CloseAccount = z.object({ reason: z.string().trim().min(1).max(500) }).meta({ id: 'CloseAccount' });

export const StaffAccount = z
  .object({
    accountId: AccountId,
    username: Username,
    name: z.string(),
    office: z.string(),
    personKey: PersonKey,
    staffNumber: StaffNumber.optional(),
    /** `invited` until the person has opened it. */
    status: z.enum(['invited', 'open', 'closed']),
    roles: z.array(DatedRole),
  })
  .meta({ id: 'StaffAccount' });
export type StaffAccount = z.infer<typeof StaffAccount>;
export const StaffPage = pageOf(StaffAccount);

/** One of the two codes by which a person opens an account. */
export const InvitationCode = z
  .object({ code: z.string(), expiresAt: InstantText })
  .meta({ id: 'InvitationCode', description: 'Shown once; only its hash is kept' });

const Codes = z.tuple([z.string().min(1).max(100), z.string().min(1).max(100)]);
const Invited = { username: Username, codes: Codes };
export const BeginOpening = z.object(Invited).meta({ id: 'BeginOpening' });

/** For an app that shows one-time codes (RFC 6238). Nothing is kept of it until a code of it was sent back. */
export const CodeSecret = z
  .object({ secret: z.string(), uri: z.string() })
  .meta({ id: 'CodeSecret', description: 'Secret of one-time codes, in base32 and as otpauth address' });

/** Whose account it is, and a first secret of one-time codes. */
export const OpeningBegun = z
  .object({ name: z.string(), office: z.string(), ...CodeSecret.shape })
  .meta({ id: 'OpeningBegun' });

const Secret = z
  .string()
  .regex(/^[A-Z2-7]{32,64}$/, 'a secret of one-time codes is base32 of 20 bytes or more')
  .describe('As it was proposed');
const OneTimeCode = z.string().regex(/^\d{6}$/, 'a one-time code has 6 digits');
const Password = z.string().min(1).max(1_000);

export const OpenAccount = z
  .object({ ...Invited, password: Password, secret: Secret, code: OneTimeCode })
  .meta({ id: 'OpenAccount' });
export type OpenAccount = z.infer<typeof OpenAccount>;

export const OpenedAccount = z.object({ accountId: AccountId }).meta({ id: 'OpenedAccount' });

export const PasskeyView = z
  .object({ passkeyId: Id, name: z.string(), addedAt: InstantText, lastUsedAt: InstantText.optional() })
  .meta({ id: 'Passkey' });
export type PasskeyView = z.infer<typeof PasskeyView>;
export const RemovedPasskey = z.object({ passkeyId: Id }).meta({ id: 'RemovedPasskey' });

export const Me = z
  .object({
    accountId: AccountId,
    username: Username,
    name: z.string(),
    office: z.string(),
    /** For whom this session speaks. */
    tenant: z.object({ kind: TenantKind, code: z.string() }),
    permissions: z.array(Permission),
    factors: z.union([z.literal(1), z.literal(2)]),
    roles: z.array(DatedRole),
    passwordSetAt: InstantText.optional(),
    hasCodes: z.boolean(),
    passkeys: z.array(PasskeyView),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

const OneTenant = z.object({ kind: TenantKind.exclude(['citizen']), code: z.string().min(1).max(40) });

export const ChooseTenant = z.object({ tenant: OneTenant }).meta({ id: 'ChooseTenant' });
export type ChooseTenant = z.infer<typeof ChooseTenant>;
export const ChosenTenant = z
  .object({
    tenant: OneTenant,
    /** Of the tokens that this session gets from now on. */
    permissions: z.array(Permission),
    /** All for whom the person may speak today. */
    tenants: z.array(z.object({ kind: TenantKind, code: z.string() })),
  })
  .meta({ id: 'ChosenTenant' });
export type ChosenTenant = z.infer<typeof ChosenTenant>;

export const ChangePassword = z
  .object({ currentPassword: Password, password: Password })
  .meta({ id: 'ChangePassword' });
export type ChangePassword = z.infer<typeof ChangePassword>;

export const SetCodes = z
  .object({ currentPassword: Password, secret: Secret, code: OneTimeCode })
  .meta({ id: 'SetCodes' });
export type SetCodes = z.infer<typeof SetCodes>;

export const ProofSet = z
  .object({
    setAt: InstantText,
    endedSessions: z
      .int()
      .min(0)
      .describe('How many other sessions of the account were ended: all but the one that asks'),
  })
  .meta({ id: 'ProofSet', description: 'Since when a password or a second factor is this one' });

export const SignInRecord = z
  .object({
    at: InstantText,
    outcome: z.enum(['signed-in', 'refused']),
    /** Why it was refused; absent for one that was let in. */
    reason: z.enum(['password', 'code', 'passkey', 'closed', 'no-role', 'not-opened']).optional(),
    factors: z.union([z.literal(1), z.literal(2)]).optional(),
    /** Where it came from, without the last part of the address. */
    network: z.string().optional(),
  })
  .meta({ id: 'SignInRecord' });
export type SignInRecord = z.infer<typeof SignInRecord>;
export const SignInPage = pageOf(SignInRecord);
