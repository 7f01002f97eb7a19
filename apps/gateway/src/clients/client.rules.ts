import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Client, ClientStatus, RegisterClient } from '@ansinh/contracts/gateway/clients.api';
import { BankBin, FacilityCode, Id, PostOfficeCode, UnitCode } from '@ansinh/contracts/vocabulary/identifiers';
import { type ClientRole, ROLES, type Role, type Tenant, type TenantKind } from '@ansinh/contracts/wire/permissions';
import { z } from 'zod';
import { formerUntil, kindOfProof, type Proofs } from './proof.rules';
import { publicKeyFault, type SentKey } from './public-key.rules';

const TENANT_CODES: Record<TenantKind, z.ZodType<string>> = {
  agency: z.string().regex(/^\d{2}$/, 'the code of an agency is its province, 2 digits'),
  facility: FacilityCode,
  bank: BankBin,
  'post-office': PostOfficeCode,
  employer: UnitCode,
  citizen: Id,
};

/** The tenant that a client of this role speaks for. Throws `request.invalid` when the code is not of that kind. */
export const tenantOf = (role: Role, code: string): Tenant => {
  const kind = ROLES[role].tenantKind;
  const parsed = TENANT_CODES[kind].safeParse(code);
  if (!parsed.success)
    throw reject('request.invalid', {
      errors: [{ pointer: '/tenantCode', detail: parsed.error.issues[0]?.message ?? 'not a code of this kind' }],
    });
  return { kind, code };
};

/**
 * Refuses what nobody may register through the public door: machines of the agency itself, whose keys stand in the
 * settings, national user names for anybody but a facility, and what has ended before it begins.
 */
export const requirePartner = (request: RegisterClient, now: Date): Tenant => {
  const tenant = tenantOf(request.role, request.tenantCode);
  if (tenant.kind === 'agency') throw reject('client.role-reserved', { role: request.role });
  if (request.nationalUsername !== undefined && tenant.kind !== 'facility')
    throw reject('request.invalid', {
      errors: [{ pointer: '/nationalUsername', detail: 'only a hospital speaks the national protocol' }],
    });
  requireFuture(request.expiresAt, now);
  return tenant;
};

/** Refuses an end that has come already. */
export const requireFuture = (expiresAt: string | null | undefined, now: Date): void => {
  if (typeof expiresAt === 'string' && new Date(expiresAt) <= now)
    throw reject('request.invalid', {
      errors: [{ pointer: '/expiresAt', detail: 'say a moment that is still to come' }],
    });
};

/** Refuses to change from outside what the settings of the installation say. */
export const requireOfPartner = ({ tenant, role }: Pick<Known, 'tenant' | 'role'>): void => {
  if (tenant.kind === 'agency') throw reject('client.role-reserved', { role });
};

/** What is known of a client. */
export type Known = {
  readonly clientId: string;
  readonly name: string;
  readonly role: ClientRole;
  readonly tenant: Tenant;
  readonly proofs: Proofs;
  readonly expiresAt: Date | null;
  readonly disabledAt: Date | null;
  readonly nationalUsername: string | null;
};

export const statusOf = ({ disabledAt, expiresAt, proofs }: Known, now: Date): ClientStatus => {
  if (disabledAt !== null) return 'disabled';
  if (expiresAt !== null && expiresAt <= now) return 'expired';
  return proofs.current === undefined ? 'invited' : 'active';
};

const instantOf = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;

/** What is shown of a client: no word of what it proves itself by. */
export const clientShown = (client: Known, now: Date): Client => ({
  clientId: client.clientId,
  name: client.name,
  role: client.role,
  tenant: client.tenant,
  status: statusOf(client, now),
  proof: client.proofs.current === undefined ? null : kindOfProof(client.proofs.current),
  formerUntil: instantOf(formerUntil(client.proofs, now)),
  expiresAt: instantOf(client.expiresAt),
  disabledAt: instantOf(client.disabledAt),
  nationalUsername: client.nationalUsername,
});

/** All by which a client is let in, as far as the audit proves it: also its keys, or the hash of its secret. */
export const sealedOf = ({ clientId, name, role, tenant, proofs, nationalUsername, expiresAt, disabledAt }: Known) => ({
  clientId,
  name,
  role,
  tenant,
  proof: proofs.current ?? null,
  former: proofs.former === undefined ? null : { ...proofs.former, until: proofs.former.until.toISOString() },
  nationalUsername,
  expiresAt: instantOf(expiresAt),
  disabledAt: instantOf(disabledAt),
});

/** Refuses keys that could never verify an assertion, or that are too weak to be trusted (RFC 8725 section 3.5). */
export const requirePublicKeys = (keys: readonly SentKey[]): void => {
  const errors = keys.flatMap((jwk, index) => {
    const detail = publicKeyFault(jwk);
    return detail === undefined ? [] : [{ pointer: `/jwks/keys/${index}`, detail }];
  });
  if (errors.length > 0) throw reject('request.invalid', { errors });
};

export type DemoClient = {
  readonly clientId: string;
  readonly name: string;
  readonly role: ClientRole;
  readonly tenantCode: string;
  readonly nationalUsername?: string;
};

/** Published on purpose, for the first steps of a partner's programmer; every one has the secret `demo-secret`. */
export const DEMO_SECRET = 'demo-secret';
export const DEMO_CLIENTS: readonly DemoClient[] = [
  {
    clientId: 'demo-hospital',
    name: 'Demo hospital',
    role: 'hospital',
    tenantCode: '66001',
    nationalUsername: '66001_BV',
  },
  { clientId: 'demo-bank', name: 'Demo bank', role: 'bank', tenantCode: '970405' },
  { clientId: 'demo-post', name: 'Demo post office', role: 'post-office', tenantCode: '630000' },
  { clientId: 'demo-employer', name: 'Demo employer', role: 'employer', tenantCode: '6000000001DNA03' },
  { clientId: 'demo-officer', name: 'Demo officer', role: 'officer', tenantCode: '66' },
  { clientId: 'demo-approver', name: 'Demo approver', role: 'approver', tenantCode: '66' },
  { clientId: 'demo-operator', name: 'Demo operator', role: 'operator', tenantCode: '66' },
];
