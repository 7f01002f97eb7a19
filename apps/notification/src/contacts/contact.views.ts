import type { Db } from '../kit';

/** How to address these participants; whoever is not known yet is left out. */
export const listNames = async (db: Db, participantIds: readonly string[]): Promise<Map<string, string>> => {
  const rows = await db.contact.findMany({
    where: { participantId: { in: [...participantIds] } },
    select: { participantId: true, fullName: true },
  });
  return new Map(rows.map((row) => [row.participantId, row.fullName]));
};
