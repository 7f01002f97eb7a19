import { reject } from '@ansinh/contracts/catalogue/problems';
import type { WageZone } from '@ansinh/contracts/vocabulary/funds';
import type { Tenant } from '@ansinh/contracts/wire/permissions';

/** The agency sees and acts for all employers, an employer for itself; nobody else does. */
export const mayActFor = (tenant: Tenant, unitCode: string): boolean =>
  tenant.kind === 'agency' || (tenant.kind === 'employer' && tenant.code === unitCode);

/** Refuses an employer that would register somebody else. */
export const requireRegistrar = (tenant: Tenant, unitCode: string): void => {
  if (!mayActFor(tenant, unitCode)) throw reject('employer.foreign-unit-code');
};

export type ZonedEmployer = { readonly wageZone: WageZone; readonly version: number };

/**
 * The one move of an employer: its commune came into another zone, which is told and counts as a version. Undefined when
 * the zone is the same. `rezoneEmployers` does it for a whole commune in SQL.
 */
export const rezoned = <Employer extends ZonedEmployer>(
  employer: Employer,
  wageZone: WageZone,
): Employer | undefined =>
  employer.wageZone === wageZone ? undefined : { ...employer, wageZone, version: employer.version + 1 };
