import { type Permission, ROLES, type Tenant } from '@ansinh/contracts/wire/permissions';

/** No account and no client is written so. */
const PREFIX = 'citizen:';

export const citizenIdOf = (id: string): string => `${PREFIX}${id}`;
export const isCitizenId = (subject: string): boolean => subject.startsWith(PREFIX);

/** A citizen speaks for nobody but itself. */
export const tenantOfCitizen = (citizenId: string): Tenant => ({
  kind: 'citizen',
  code: citizenId.slice(PREFIX.length),
});
export const CITIZEN_PERMISSIONS: ReadonlySet<Permission> = new Set(ROLES.citizen.permissions);
