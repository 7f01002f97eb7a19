import { type ClientRole, ROLES, type Tenant } from '@ansinh/contracts/wire/permissions';

/** Half an hour: a token cannot be called back, so a disabled client keeps at most this long. */
export const ACCESS_TOKEN_SECONDS = 1_800;

/** All that a client of this role may ask for, as the `scope` of RFC 6749. */
export const scopeOfRole = (role: ClientRole): string => ROLES[role].permissions.join(' ');

/** The tenant claims that every service reads back by `@ansinh/http`. */
export const tenantClaims = (tenant: Tenant): { tenant_kind: string; tenant: string } => ({
  tenant_kind: tenant.kind,
  tenant: tenant.code,
});
