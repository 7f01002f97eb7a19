import type { ClaimStatus } from '@ansinh/contracts/health-insurance/api';
import { sqlName, sqlWords } from '@ansinh/database';
import { Prisma } from '../generated/prisma/client';
import { COUNTED, FALLEN, OPEN, WAITING } from './claim.rules';

/**
 * The named sets of the rules as conditions of SQL, on `claims` or on its name in the statement. They are written out as
 * text, not as parameters: the planner then knows how many claims are in which state.
 */
const isIn =
  (statuses: readonly ClaimStatus[]) =>
  (claims: string): Prisma.Sql =>
    Prisma.sql`${sqlName(claims)}.status IN (${sqlWords(statuses)})`;

const isNotIn =
  (statuses: readonly ClaimStatus[]) =>
  (claims: string): Prisma.Sql =>
    Prisma.sql`${sqlName(claims)}.status NOT IN (${sqlWords(statuses)})`;

export const areCounted = isIn(COUNTED);
export const areOpen = isIn(OPEN);
export const areWaiting = isIn(WAITING);
export const areStanding = isNotIn(FALLEN);
export const areFallen = isIn(FALLEN);
