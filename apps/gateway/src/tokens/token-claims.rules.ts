import { type ClientRole, type Permission, ROLES, type Tenant } from '@ansinh/contracts/wire/permissions';
import { LONGEST_TOKEN_SECONDS } from '@ansinh/contracts/wire/tokens';

/** Half an hour: what was ended has to be known everywhere for no longer. */
export const ACCESS_TOKEN_SECONDS = LONGEST_TOKEN_SECONDS;

/** All that a client of this role may ask for, as the `scope` of RFC 6749. */
export const scopeOfRole = (role: ClientRole): string => ROLES[role].permissions.join(' ');

/** What of a wish no client of this scope may have: it may be a right of others, or no right at all. */
export const foreignScopes = (wished: string, allowed: string): string[] => {
  const known = new Set(allowed.split(' '));
  return wished.split(' ').filter((scope) => !known.has(scope));
};

/** A client signs a new assertion for each token: one that lives longer waits to be stolen. */
export const ASSERTION_SECONDS_MAX = 300;
/** The clocks of two machines differ. */
const CLOCK_SECONDS = 15;

/** Whether a client assertion lives too long, by its own words or from now on. */
export const livesTooLong = (
  { exp, iat }: { readonly exp?: number | undefined; readonly iat?: number | undefined },
  nowSeconds: number,
): boolean => {
  if (exp === undefined || exp > nowSeconds + ASSERTION_SECONDS_MAX + CLOCK_SECONDS) return true;
  return iat !== undefined && exp - iat > ASSERTION_SECONDS_MAX;
};

/** The tenant claims that every service reads back by `@ansinh/http`. */
export const tenantClaims = (tenant: Tenant): { tenant_kind: string; tenant: string } => ({
  tenant_kind: tenant.kind,
  tenant: tenant.code,
});

/** Who an account is on a day: what of it stands in tokens. */
export type AccountToday = {
  /** Id of the account. */
  readonly subject: string;
  readonly name: string;
  readonly tenant: Tenant;
  /** The union of what its roles in this tenant allow today. */
  readonly permissions: ReadonlySet<Permission>;
  /** Pseudonym of the natural person. */
  readonly personKey: string;
};

/** How a session began. */
export type SignInClaims = {
  readonly sessionId: string;
  readonly acr: string | undefined;
  readonly authTime: number | undefined;
};

/** The claims by which every service knows who acts, apart from the account that was used, and how surely. */
export const personClaims = (account: AccountToday, { sessionId, acr, authTime }: SignInClaims) => ({
  ...tenantClaims(account.tenant),
  person: account.personKey,
  sid: sessionId,
  ...(acr === undefined ? {} : { acr }),
  ...(authTime === undefined ? {} : { auth_time: authTime }),
});
