import { reject } from '@ansinh/contracts/catalogue/problems';
import type { PersonInput } from '@ansinh/contracts/enrollment/api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Sex } from '@ansinh/contracts/vocabulary/identifiers';
import { isUniqueViolation } from '@ansinh/database';
import type { Db } from '../kit';
import type { KnownPerson } from './person.rules';

type PersonRow = {
  id: string;
  personal_id: string;
  si_number: string | null;
  full_name: string;
  birth_date: LocalDate;
  sex: Sex;
  version: number;
};

const toPerson = (row: PersonRow): KnownPerson => ({
  participantId: row.id,
  personalId: row.personal_id,
  siNumber: row.si_number,
  fullName: row.full_name,
  birthDate: row.birth_date,
  sex: row.sex,
  version: row.version,
});

/** What the agency has on record about the persons of a list: by personal id, and who has which number. */
export type PersonRecords = {
  readonly persons: ReadonlyMap<string, KnownPerson>;
  readonly siNumberOwners: ReadonlyMap<string, string>;
};

/**
 * Locks the persons of a list. Owners of numbers are read before the persons: each statement sees what was committed
 * until it began, so whoever is found as an owner is found as a person too. The other way round, a person who is being
 * registered at this moment would look like a stranger who has taken the number.
 */
export const loadRecords = async (
  db: Db,
  list: { readonly personalIds: readonly string[]; readonly siNumbers: readonly string[] },
): Promise<PersonRecords> => {
  const siNumberOwners = await listSiNumberOwners(db, list.siNumbers);
  return { siNumberOwners, persons: await loadPersons(db, list.personalIds) };
};

/** Locks the persons with these personal ids, always in one order so that two lists cannot block each other. */
export const loadPersons = async (db: Db, personalIds: readonly string[]): Promise<Map<string, KnownPerson>> => {
  const rows = await db.$queryRaw<PersonRow[]>`
    SELECT id, personal_id, si_number, full_name, birth_date::text, sex, version FROM participants
    WHERE personal_id = ANY(${personalIds}::text[]) ORDER BY id FOR UPDATE`;
  return new Map(rows.map((row) => [row.personal_id, toPerson(row)]));
};

/** The personal ids of participants, to lock their records. */
export const listPersonalIds = async (db: Db, participantIds: readonly string[]): Promise<string[]> => {
  const rows = await db.participant.findMany({
    where: { id: { in: [...participantIds] } },
    select: { personalId: true },
  });
  return rows.map((row) => row.personalId);
};

const listSiNumberOwners = async (db: Db, siNumbers: readonly string[]): Promise<Map<string, string>> => {
  if (siNumbers.length === 0) return new Map();
  const rows = await db.$queryRaw<{ si_number: string; id: string }[]>`
    SELECT si_number, id FROM participants WHERE si_number = ANY(${siNumbers}::text[])`;
  return new Map(rows.map((row) => [row.si_number, row.id]));
};

/** Fresh numbers of the agency: its province and eight digits. Numbers that an import brought are skipped. */
export const allocateSiNumbers = async (db: Db, agencyCode: string, count: number): Promise<string[]> => {
  const numbers: string[] = [];
  while (numbers.length < count) {
    const rows = await db.$queryRaw<{ si_number: string }[]>`
      SELECT fresh.si_number
      FROM (SELECT ${agencyCode}::text || nextval('si_numbers')::text AS si_number FROM generate_series(1, ${count - numbers.length}::int)) fresh
      WHERE NOT EXISTS (SELECT 1 FROM participants WHERE participants.si_number = fresh.si_number)`;
    numbers.push(...rows.map((row) => row.si_number));
  }
  return numbers;
};

export type NewPerson = {
  readonly participantId: string;
  readonly siNumber: string | null;
  readonly person: PersonInput;
};

/** In one order, so that two lists cannot block each other. Returns how many were inserted: fewer than sent when another request registered one of them at this moment. */
export const insertPersons = async (db: Db, persons: readonly NewPerson[], now: Date): Promise<number> => {
  if (persons.length === 0) return 0;
  const rows = persons.map(({ participantId, siNumber, person }) => ({
    id: participantId,
    personal_id: person.personalId,
    si_number: siNumber,
    full_name: person.fullName,
    birth_date: person.birthDate,
    sex: person.sex,
    phone: person.phone,
    email: person.email,
    commune_code: person.communeCode,
  }));
  return db.$executeRaw`
    INSERT INTO participants (id, personal_id, si_number, full_name, birth_date, sex, phone, email, commune_code, registered_at)
    SELECT id, personal_id, si_number, full_name, birth_date, sex, phone, email, commune_code, ${now}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row (
      id uuid, personal_id text, si_number text, full_name text, birth_date date, sex text, phone text, email text, commune_code text)
    ORDER BY personal_id
    ON CONFLICT DO NOTHING`;
};

export type Contact = { readonly participantId: string; readonly email: string | null };

/** Writes the numbers of persons who had none and returns how they are reached. The rows are locked by the caller. */
export const saveSiNumbers = async (db: Db, learned: readonly KnownPerson[]): Promise<Contact[]> => {
  if (learned.length === 0) return [];
  try {
    return await db.$queryRaw<Contact[]>`
      UPDATE participants SET si_number = row."siNumber", version = row.version
      FROM json_to_recordset(${JSON.stringify(learned)}::json) AS row ("participantId" uuid, "siNumber" text, version int)
      WHERE participants.id = row."participantId"
      RETURNING participants.id AS "participantId", email`;
  } catch (error) {
    // Another request gave the number to somebody else at this moment.
    throw isUniqueViolation(error) ? reject('participant.changed-meanwhile') : error;
  }
};
