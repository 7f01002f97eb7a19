import { reject } from '@ansinh/contracts/catalogue/problems';
import type { RegisterClient } from '@ansinh/contracts/gateway/api';
import { BankBin, FacilityCode, PostOfficeCode, UnitCode } from '@ansinh/contracts/vocabulary/identifiers';
import { type ClientRole, ROLES, type Role, type Tenant, type TenantKind } from '@ansinh/contracts/wire/permissions';
import { z } from 'zod';
import { publicKeyFault, type SentKey } from './public-key.rules';

const TENANT_CODES: Record<TenantKind, z.ZodType<string>> = {
  agency: z.string().regex(/^\d{2}$/, 'the code of an agency is its province, 2 digits'),
  facility: FacilityCode,
  bank: BankBin,
  'post-office': PostOfficeCode,
  employer: UnitCode,
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
 * Refuses what an officer may not register through the public door: the agency's own people (an officer who could
 * register an approver would be both of the two persons that a benefit decision needs), and national accounts for
 * anybody but a facility.
 */
export const requirePartner = (request: RegisterClient): Tenant => {
  const tenant = tenantOf(request.role, request.tenantCode);
  if (tenant.kind === 'agency') throw reject('client.role-reserved', { role: request.role });
  if (request.nationalAccount !== undefined && tenant.kind !== 'facility')
    throw reject('request.invalid', {
      errors: [{ pointer: '/nationalAccount', detail: 'only a hospital speaks the national protocol' }],
    });
  return tenant;
};

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
