import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Tenant } from '@ansinh/contracts/wire/permissions';

/** The agency sees and acts for all employers, an employer for itself; nobody else does. */
export const mayActFor = (tenant: Tenant, unitCode: string): boolean =>
  tenant.kind === 'agency' || (tenant.kind === 'employer' && tenant.code === unitCode);

/** Refuses an employer that would register somebody else. */
export const checkRegistrar = (tenant: Tenant, unitCode: string): void => {
  if (!mayActFor(tenant, unitCode)) throw reject('employer.foreign-unit-code');
};
