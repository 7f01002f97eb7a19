import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { type PersonRole, ROLES } from '@ansinh/contracts/wire/permissions';
import type { AccountRole } from '../accounts/account.rules';

type DemoPerson = {
  readonly username: string;
  readonly name: string;
  readonly office: string;
  readonly personalId: string;
  /** By which the stand-in of the agency's provider knows the person. */
  readonly staffNumber: string;
  readonly roles: readonly AccountRole[];
};

/** Published on purpose; every demo person has the password `demo-secret` and one-time codes of this secret. */
export const DEMO_CODE_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

const FIRST_DAY = localDate('2020-01-01');

/** Those of the demo clients. */
const TENANT_CODES: Partial<Record<PersonRole, string>> = {
  'hospital-staff': '66001',
  'bank-staff': '970405',
  'counter-clerk': '630000',
  'employer-staff': '6000000001DNA03',
};
const AGENCY = '66';

const PERSONS: readonly (readonly [username: string, role: PersonRole])[] = [
  ['officer', 'officer'],
  ['officer-2', 'officer'],
  ['approver', 'approver'],
  ['approver-2', 'approver'],
  ['manager', 'manager'],
  ['operator', 'operator'],
  ['administrator', 'administrator'],
  ['administrator-2', 'administrator'],
  ['hospital-staff', 'hospital-staff'],
  ['bank-staff', 'bank-staff'],
  ['counter-clerk', 'counter-clerk'],
  ['employer-staff', 'employer-staff'],
];

/** One person each, so that two of them are two. */
export const DEMO_PERSONS: readonly DemoPerson[] = PERSONS.map(([username, role], index) => ({
  username,
  name: `Demo ${username}`,
  office: 'Demonstration',
  personalId: `0660000000${String(index + 1).padStart(2, '0')}`,
  staffNumber: `DEMO-${username.toUpperCase()}`,
  roles: [
    {
      role,
      tenant: { kind: ROLES[role].tenantKind, code: TENANT_CODES[role] ?? AGENCY },
      firstDay: FIRST_DAY,
      lastDay: undefined,
    },
  ],
}));
