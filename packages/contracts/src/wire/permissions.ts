import { z } from 'zod';
import type { SignedIn } from './tokens';

export const TenantKind = z
  .enum(['agency', 'facility', 'bank', 'post-office', 'employer', 'citizen'])
  .meta({ id: 'TenantKind' });
export type TenantKind = z.infer<typeof TenantKind>;

/** Who a token speaks for: the agency itself, one facility (MA_CSKCB), bank (BIN), post office, employer (unit code) or citizen. */
export type Tenant = { readonly kind: TenantKind; readonly code: string };

export const Permission = z.enum([
  'access:change',
  'access:decide',
  'account:own',
  'appraisal:configure',
  'approval:decide',
  'approval:read',
  'benefit:decide',
  'benefit:propose',
  'calendar:read',
  'calendar:set',
  'card:look-up',
  'catalogue:upload',
  'check-in:submit',
  'claim:decide',
  'claim:read',
  'claim:submit',
  'client:register',
  'client:rotate',
  'contact:change',
  'contribution:assess',
  'credit:read',
  'credit:report',
  'employer:read',
  'employer:declare',
  'employer:register',
  'facility:register',
  'household:enrol',
  'law:read',
  'law:set',
  'ledger:read',
  'message:read',
  'operations:act',
  'operations:read',
  'participant:change',
  'participant:import',
  'participant:read',
  'payout:batch',
  'payout:pay-cash',
  'payout:read',
  'payout:report',
  'record:own',
  'session:own',
  'settlement:approve',
  'settlement:read',
  'wage-zone:set',
  'watch:act',
  'watch:read',
]);
export type Permission = z.infer<typeof Permission>;

/** What a machine may be. It proposes nothing that needs two persons, and decides nothing. */
export const ClientRole = z
  .enum(['hospital', 'bank', 'post-office', 'employer', 'officer', 'approver', 'operator'])
  .meta({ id: 'ClientRole' });
export type ClientRole = z.infer<typeof ClientRole>;

/** What a person may be by an account that two administrators made. */
export const PersonRole = z
  .enum([
    'employer-staff',
    'hospital-staff',
    'counter-clerk',
    'bank-staff',
    'officer',
    'approver',
    'manager',
    'operator',
    'administrator',
  ])
  .meta({ id: 'PersonRole' });
export type PersonRole = z.infer<typeof PersonRole>;

/** A citizen has no account that anybody made: the national identity provider says who it is. */
export type Role = ClientRole | PersonRole | 'citizen';

/** Every person: the own account, and the own sessions. */
const OWN = ['account:own', 'session:own'] as const;

/** What each role may do, and the kind of tenant that it must belong to. */
export const ROLES: Record<Role, { readonly tenantKind: TenantKind; readonly permissions: readonly Permission[] }> = {
  hospital: {
    tenantKind: 'facility',
    permissions: [
      'calendar:read',
      'card:look-up',
      'catalogue:upload',
      'check-in:submit',
      'claim:read',
      'claim:submit',
      'client:rotate',
      'contact:change',
      'message:read',
      'settlement:read',
    ],
  },
  bank: {
    tenantKind: 'bank',
    permissions: ['client:rotate', 'credit:read', 'credit:report', 'message:read', 'payout:read', 'payout:report'],
  },
  'post-office': {
    tenantKind: 'post-office',
    permissions: ['client:rotate', 'household:enrol', 'message:read', 'payout:pay-cash', 'payout:read'],
  },
  employer: {
    tenantKind: 'employer',
    permissions: ['client:rotate', 'employer:declare', 'employer:read', 'employer:register', 'message:read'],
  },
  'hospital-staff': {
    tenantKind: 'facility',
    permissions: [
      ...OWN,
      'calendar:read',
      'card:look-up',
      'catalogue:upload',
      'check-in:submit',
      'claim:read',
      'claim:submit',
      'contact:change',
      'message:read',
      'settlement:read',
    ],
  },
  'bank-staff': { tenantKind: 'bank', permissions: [...OWN, 'credit:read', 'message:read', 'payout:read'] },
  'counter-clerk': {
    tenantKind: 'post-office',
    permissions: [...OWN, 'household:enrol', 'message:read', 'payout:pay-cash', 'payout:read'],
  },
  'employer-staff': {
    tenantKind: 'employer',
    permissions: [...OWN, 'employer:declare', 'employer:read', 'employer:register', 'message:read'],
  },
  officer: {
    tenantKind: 'agency',
    permissions: [
      ...OWN,
      'appraisal:configure',
      'approval:read',
      'benefit:propose',
      'calendar:read',
      'calendar:set',
      'card:look-up',
      'catalogue:upload',
      'claim:decide',
      'claim:read',
      'contact:change',
      'contribution:assess',
      'credit:read',
      'employer:declare',
      'employer:read',
      'employer:register',
      'facility:register',
      'household:enrol',
      'law:read',
      'law:set',
      'ledger:read',
      'message:read',
      'participant:change',
      'participant:import',
      'participant:read',
      'payout:batch',
      'payout:read',
      'settlement:approve',
      'settlement:read',
      'wage-zone:set',
      'watch:act',
      'watch:read',
    ],
  },
  approver: {
    tenantKind: 'agency',
    permissions: [
      ...OWN,
      'approval:decide',
      'approval:read',
      'benefit:decide',
      'calendar:read',
      'claim:read',
      'law:read',
      'ledger:read',
      'message:read',
      'participant:read',
      'payout:batch',
      'payout:read',
      'settlement:read',
      'watch:read',
    ],
  },
  manager: {
    tenantKind: 'agency',
    permissions: [
      ...OWN,
      'approval:decide',
      'approval:read',
      'calendar:read',
      'claim:read',
      'credit:read',
      'employer:read',
      'law:read',
      'ledger:read',
      'message:read',
      'payout:read',
      'settlement:read',
      'watch:read',
    ],
  },
  operator: { tenantKind: 'agency', permissions: [...OWN, 'approval:read', 'operations:act', 'operations:read'] },
  administrator: {
    tenantKind: 'agency',
    permissions: [...OWN, 'access:change', 'access:decide', 'approval:read', 'client:register'],
  },
  // Sees itself, and decides nothing.
  citizen: { tenantKind: 'citizen', permissions: ['record:own', 'session:own'] },
};

/** Who acts: taken from the verified token alone, or from the cause of an event. */
export type Principal = {
  /** Client id of the token, id of the account of a person, or `system:<service>` for work that an event caused. */
  readonly subject: string;
  readonly tenant: Tenant;
  readonly permissions: ReadonlySet<Permission>;
  /** Absent for machines. */
  readonly person?: SignedIn;
};

/** `facility:66001`: the form that events and audit rows carry. */
export const tenantText = (tenant: Tenant): string => `${tenant.kind}:${tenant.code}`;

/** `demo-bank@bank:970405`: one client of one tenant, as limits and keys count it. */
export const clientText = ({ subject, tenant }: Pick<Principal, 'subject' | 'tenant'>): string =>
  `${subject}@${tenantText(tenant)}`;

/** Reads what `tenantText` wrote; undefined for a kind of tenant that this release does not know. */
export const parseTenant = (text: string): Tenant | undefined => {
  const separator = text.indexOf(':');
  const kind = TenantKind.safeParse(text.slice(0, separator));
  return kind.success ? { kind: kind.data, code: text.slice(separator + 1) } : undefined;
};
