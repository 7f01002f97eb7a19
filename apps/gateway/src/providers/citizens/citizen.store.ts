import { columnOf } from '@ansinh/database';
import { keyRing, type Owner, openKept, type SealedColumn } from '@ansinh/secrets';
import type { Citizen, Prisma } from '../../generated/prisma/client';

type Db = Pick<Prisma.TransactionClient, 'citizen' | '$queryRaw' | '$executeRaw'>;

const ofCitizen = (citizenId: string): Owner => ['citizen-personal-id', citizenId];

export const findCitizen = async (db: Pick<Db, 'citizen'>, citizenId: string): Promise<Citizen | undefined> =>
  (await db.citizen.findUnique({ where: { citizenId } })) ?? undefined;

/** Two first sign-ins of one person at once make one citizen: each waits here for the other. */
export const lockPerson = async (db: Db, personKey: string): Promise<void> => {
  await db.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`citizen ${personKey}`}, 0))::text`;
};

export const findCitizenByKey = async (db: Db, personKey: string): Promise<Citizen | undefined> =>
  (await db.citizen.findUnique({ where: { personKey } })) ?? undefined;

export const findCitizenBySubject = async (db: Db, issuer: string, subject: string): Promise<Citizen | undefined> =>
  (await db.citizen.findUnique({ where: { issuer_subject: { issuer, subject } } })) ?? undefined;

export const openPersonalId = ({ citizenId, personalId }: Pick<Citizen, 'citizenId' | 'personalId'>): string =>
  openKept(personalId, ofCitizen(citizenId));

export const insertCitizen = async (db: Db, citizen: Citizen): Promise<void> => {
  const personalId = keyRing().seal(citizen.personalId, ofCitizen(citizen.citizenId));
  await db.citizen.create({ data: { ...citizen, personalId } });
};

export const updateCitizen = async (
  db: Db,
  citizenId: string,
  change: Pick<Citizen, 'issuer' | 'subject' | 'name' | 'level' | 'lastAt'>,
): Promise<void> => {
  await db.citizen.update({ where: { citizenId }, data: change });
};

/** Personal ids of citizens, as a column of sealed values. */
export const CITIZEN_PERSONAL_IDS: SealedColumn<Db> = {
  name: 'citizens.personal_id',
  count: (db) => db.$queryRaw`
    SELECT CASE WHEN starts_with(personal_id, 'v1.') THEN split_part(personal_id, '.', 2) ELSE '' END AS key,
      count(*)::int AS values
    FROM citizens GROUP BY 1 ORDER BY 1`,
  next: (db, { after, limit }) => db.$queryRaw`
    SELECT citizen_id AS key FROM citizens WHERE citizen_id > ${after} ORDER BY citizens.citizen_id LIMIT ${limit}`,
  load: async (db, { prefix, after, until }) => {
    const rows = await db.$queryRaw<{ key: string; value: string }[]>`
      SELECT citizen_id AS key, personal_id AS value FROM citizens
      WHERE citizen_id > ${after} AND citizen_id <= ${until} AND NOT starts_with(personal_id, ${prefix})
      FOR NO KEY UPDATE SKIP LOCKED`;
    return rows.map((row) => ({ ...row, owner: ofCitizen(row.key) }));
  },
  save: (db, values) => db.$executeRaw`
    UPDATE citizens SET personal_id = row.value
    FROM unnest(${columnOf(values, 'key')}::text[], ${columnOf(values, 'value')}::text[]) AS row (key, value)
    WHERE citizens.citizen_id = row.key`,
};
