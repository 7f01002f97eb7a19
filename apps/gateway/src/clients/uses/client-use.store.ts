import type { PrismaClient } from '../../generated/prisma/client';

export type Use = { readonly clientId: string; readonly at: Date };

/** Of those that are clients: a subject may also be somebody else. */
export const saveUses = async (db: PrismaClient, uses: readonly Use[]): Promise<void> => {
  await db.$executeRaw`
    INSERT INTO client_uses AS known (client_id, last_used_at)
    SELECT client_id, at
    FROM unnest(${uses.map(({ clientId }) => clientId)}::text[],
                ${uses.map(({ at }) => at.toISOString())}::timestamptz[]) AS rows (client_id, at)
         JOIN clients USING (client_id)
    ORDER BY client_id
    ON CONFLICT (client_id) DO UPDATE SET last_used_at = greatest(known.last_used_at, excluded.last_used_at)`;
};
