import type { ClaimStatus } from '@ansinh/contracts/health-insurance/api';
import { Prisma } from '../generated/prisma/client';
import { COUNTED, FALLEN, OPEN, WAITING } from './claim.rules';

/**
 * The named sets of the rules as conditions of SQL, on `claims` or on its name in the statement. They are written out as
 * text, not as parameters: the planner then knows how many claims are in which state.
 */
const statusIn = (operator: 'IN' | 'NOT IN', statuses: readonly ClaimStatus[]) => {
  const list = statuses.map((status) => `'${status}'`).join(', ');
  return (claims: string): Prisma.Sql => Prisma.raw(`${claims}.status ${operator} (${list})`);
};

export const areCounted = statusIn('IN', COUNTED);
export const areOpen = statusIn('IN', OPEN);
export const areWaiting = statusIn('IN', WAITING);
export const areStanding = statusIn('NOT IN', FALLEN);
export const areFallen = statusIn('IN', FALLEN);
