import type { Principal, Tenant, TenantKind } from '@ansinh/contracts/wire/permissions';

/** What a caller may see, as a condition: of the facility with this code, or of every one when it says nothing. */
export type FacilityScope = { readonly facilityCode?: string };

/** No facility has this code: codes have five digits. */
const NO_FACILITY = '';

const nothing = (): FacilityScope => ({ facilityCode: NO_FACILITY });

const SCOPES = {
  agency: () => ({}),
  facility: ({ code }) => ({ facilityCode: code }),
  bank: nothing,
  'post-office': nothing,
  employer: nothing,
  citizen: nothing,
} as const satisfies Record<TenantKind, (tenant: Tenant) => FacilityScope>;

/** A facility sees what is its own, the agency sees all, and nobody else sees anything of a facility. */
export const facilityScope = ({ tenant }: Pick<Principal, 'tenant'>): FacilityScope => SCOPES[tenant.kind](tenant);

export const maySeeFacility = (by: Pick<Principal, 'tenant'>, facilityCode: string): boolean => {
  const scope = facilityScope(by);
  return scope.facilityCode === undefined || scope.facilityCode === facilityCode;
};
