import { withClient } from '@ansinh/local';
import type { Room } from '@ansinh/testkit';
import { z } from 'zod';
import { addCitizen } from '../../../apps/gateway/testing/citizens';
import { CODES, type Owner } from '../actors';

const Known = z.object({ personalId: z.string(), cardId: z.string() });

/** Two whom the register knows, each with a card. */
const TWO = `SELECT p.personal_id AS "personalId", min(c.id::text) AS "cardId"
  FROM participants p JOIN cards c ON c.participant_id = p.id GROUP BY p.id ORDER BY p.id LIMIT 2`;

/** Citizens whom the national provider knows surely, with the card by which the own record of each is known. */
export const citizensOf = async (
  db: Parameters<typeof addCitizen>[0],
  enrollment: Pick<Room<unknown>, 'databaseUrl'>,
): Promise<Partial<Record<Owner, readonly string[]>>> => {
  const rows = await withClient(enrollment.databaseUrl, (client) => client.query(TWO));
  const [one, other] = rows.rows.map((row) => Known.parse(row));
  if (one === undefined || other === undefined) throw new Error('two persons of the register have cards');
  await addCitizen(db, { id: CODES['citizen-a'], personalId: one.personalId });
  await addCitizen(db, { id: CODES['citizen-b'], personalId: other.personalId });
  return { 'citizen-a': [one.cardId], 'citizen-b': [other.cardId] };
};
