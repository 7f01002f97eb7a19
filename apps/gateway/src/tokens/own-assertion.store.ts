import { createHash } from 'node:crypto';
import { isUniqueViolation } from '@ansinh/database';
import type { PrismaClient } from '../generated/prisma/client';

/** Marks an assertion as used, at once and for good. @returns false when it was used before */
export const takeAssertion = async (
  db: PrismaClient,
  { clientId, id, expiresAt }: { readonly clientId: string; readonly id: string; readonly expiresAt: Date },
): Promise<boolean> => {
  const hash = createHash('sha256').update(`own ${clientId} ${id}`).digest('base64url');
  try {
    await db.usedAssertion.create({ data: { id: hash, payload: {}, expiresAt } });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
};
