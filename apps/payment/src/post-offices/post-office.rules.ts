import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Principal } from '@ansinh/contracts/wire/permissions';

/** Each post office has its own list; the agency may look at any. @throws Rejection request.not-found */
export const requireOwnPostOffice = ({ tenant }: Principal, code: string): void => {
  if (tenant.kind !== 'agency' && !(tenant.kind === 'post-office' && tenant.code === code))
    throw reject('request.not-found');
};
