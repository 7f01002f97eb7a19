import { reject } from '@ansinh/contracts/catalogue/problems';
import type { DatedRole, StaffAccount } from '@ansinh/contracts/gateway/accounts.api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import {
  type Permission,
  type PersonRole,
  type Principal,
  ROLES,
  type Tenant,
  tenantText,
} from '@ansinh/contracts/wire/permissions';
import type { SignedIn } from '@ansinh/contracts/wire/tokens';
import { tenantOf } from '../../clients/client.rules';

export type AccountRole = {
  readonly role: PersonRole;
  readonly tenant: Tenant;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate | undefined;
};

export type AccountRecord = {
  readonly accountId: string;
  readonly username: string;
  readonly name: string;
  readonly office: string;
  readonly personKey: string;
  readonly staffNumber: string | null;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly roles: readonly AccountRole[];
};

/** No client id has a colon: a person is never taken for a machine. */
export const accountIdOf = (username: string): string => `person:${username}`;

export const statusOf = ({ openedAt, closedAt }: Pick<AccountRecord, 'openedAt' | 'closedAt'>) => {
  if (closedAt !== null) return 'closed' as const;
  return openedAt === null ? ('invited' as const) : ('open' as const);
};

const isOn = ({ firstDay, lastDay }: AccountRole, day: LocalDate): boolean =>
  firstDay <= day && (lastDay === undefined || day <= lastDay);

export const rolesOn = (roles: readonly AccountRole[], day: LocalDate): readonly AccountRole[] =>
  roles.filter((role) => isOn(role, day));

/** For whom a person may speak on a day, in the order in which the roles are written. */
export const tenantsOn = (roles: readonly AccountRole[], day: LocalDate): readonly Tenant[] => [
  ...new Map(rolesOn(roles, day).map(({ tenant }) => [tenantText(tenant), tenant])).values(),
];

/** All that the roles of one tenant allow together. */
export const permissionsOn = (
  roles: readonly AccountRole[],
  day: LocalDate,
  tenant: Tenant,
): ReadonlySet<Permission> => {
  const held = rolesOn(roles, day).filter((role) => tenantText(role.tenant) === tenantText(tenant));
  return new Set(held.flatMap(({ role }) => ROLES[role].permissions));
};

const nameOf = ({ role, tenant }: AccountRole): string => `${role} ${tenantText(tenant)}`;

/** Whether an account had a role that it has no more: what it asked for by it, it could not ask for now. */
export const hasLost = (before: readonly AccountRole[], after: readonly AccountRole[]): boolean => {
  const left = new Set(after.map(nameOf));
  return before.some((role) => !left.has(nameOf(role)));
};

const doOverlap = (one: AccountRole, other: AccountRole): boolean =>
  one.role === other.role &&
  tenantText(one.tenant) === tenantText(other.tenant) &&
  (other.lastDay === undefined || one.firstDay <= other.lastDay) &&
  (one.lastDay === undefined || other.firstDay <= one.lastDay);

/** @throws Rejection account.roles-invalid, or request.invalid for a code that is none of the kind that the role has */
export const requireRoles = (sent: readonly DatedRole[]): readonly AccountRole[] => {
  const roles = sent.map(
    ({ role, tenantCode, firstDay, lastDay }): AccountRole => ({
      role,
      tenant: tenantOf(role, tenantCode),
      firstDay,
      lastDay,
    }),
  );
  const isBackwards = roles.some(({ firstDay, lastDay }) => lastDay !== undefined && lastDay < firstDay);
  const isTwice = roles.some((role, place) => roles.slice(0, place).some((before) => doOverlap(before, role)));
  if (isBackwards || isTwice) throw reject('account.roles-invalid');
  return roles;
};

/** @throws Rejection approval.person-required for a machine */
export const requirePerson = ({ person }: Principal): SignedIn => {
  if (person === undefined) throw reject('approval.person-required');
  return person;
};

/** For what opens a door. @throws Rejection approval.person-required for a machine, approval.two-factors-required for a session of one factor */
export const requireBothFactors = (by: Principal): SignedIn => {
  const person = requirePerson(by);
  if (person.factors < 2) throw reject('approval.two-factors-required');
  return person;
};

export const viewOfRole = ({ role, tenant, firstDay, lastDay }: AccountRole): DatedRole => ({
  role,
  tenantCode: tenant.code,
  firstDay,
  ...(lastDay === undefined ? {} : { lastDay }),
});

export const viewOfAccount = (account: AccountRecord): StaffAccount => {
  const { accountId, username, name, office, personKey, staffNumber, roles } = account;
  const known = { accountId, username, name, office, personKey, ...(staffNumber === null ? {} : { staffNumber }) };
  return { ...known, status: statusOf(account), roles: roles.map(viewOfRole) };
};
