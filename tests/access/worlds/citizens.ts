import { withClient } from '@ansinh/local';
import type { Room } from '@ansinh/testkit';
import { z } from 'zod';
import type { PrismaClient } from '../../../apps/gateway/src/generated/prisma/client';
import { openIdentityKeys } from '../../../apps/gateway/src/identity/accounts/identity-keys';
import { insertCitizen } from '../../../apps/gateway/src/providers/citizens/citizen.store';
import { CODES, type Owner } from '../actors';

const Known = z.object({ personalId: z.string(), cardId: z.string() });

/** Two whom the register knows, each with a card. */
const TWO = `SELECT p.personal_id AS "personalId", min(c.id::text) AS "cardId"
  FROM participants p JOIN cards c ON c.participant_id = p.id GROUP BY p.id ORDER BY p.id LIMIT 2`;

/** Citizens whom the national provider knows surely, with the card by which the own record of each is known. */
export const citizensOf = async (
  gateway: Pick<Room<PrismaClient>, 'db'>,
  enrollment: Pick<Room<unknown>, 'databaseUrl'>,
): Promise<Partial<Record<Owner, readonly string[]>>> => {
  const rows = await withClient(enrollment.databaseUrl, (client) => client.query(TWO));
  const [one, other] = rows.rows.map((row) => Known.parse(row));
  if (one === undefined || other === undefined) throw new Error('two persons of the register have cards');
  const keys = openIdentityKeys('0f'.repeat(32));
  const at = new Date();
  for (const [owner, { personalId }] of [
    ['citizen-a', one],
    ['citizen-b', other],
  ] as const)
    await insertCitizen(gateway.db, {
      citizenId: `citizen:${CODES[owner]}`,
      issuer: 'https://national.example',
      subject: owner,
      personKey: keys.personKeyOf(personalId),
      personalId,
      name: owner,
      level: 2,
      firstAt: at,
      lastAt: at,
    });
  return { 'citizen-a': [one.cardId], 'citizen-b': [other.cardId] };
};
