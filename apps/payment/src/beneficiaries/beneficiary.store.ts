import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Sex } from '@ansinh/contracts/vocabulary/identifiers';
import type { Tx } from '../kit';

/** A participant as the newest event describes it. The digest is hexadecimal. */
export type BeneficiaryRecord = {
  readonly participantId: string;
  readonly fullName: string;
  readonly birthDate: LocalDate;
  readonly sex: Sex;
  readonly personalIdDigest: string;
};

export type FacilityRecord = {
  readonly facilityCode: string;
  readonly name: string;
  readonly bankBin: string;
  readonly accountNumber: string;
  readonly accountName: string;
};

/** The newest version of each key: one statement cannot update a row twice, and an older event must not win. */
export const newestBy = <Row extends { readonly version: number }>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Row[] => {
  const newest = new Map<string, Row>();
  for (const row of rows) {
    const known = newest.get(keyOf(row));
    if (known === undefined || known.version < row.version) newest.set(keyOf(row), row);
  }
  return [...newest.values()];
};

export const upsertBeneficiaries = async (
  db: Tx['db'],
  rows: readonly (BeneficiaryRecord & { readonly version: number })[],
): Promise<void> => {
  await db.$executeRaw`
    INSERT INTO beneficiaries AS known (participant_id, full_name, birth_date, sex, personal_id_digest, version)
    SELECT "participantId", "fullName", "birthDate", sex, decode("personalIdDigest", 'hex'), version
    FROM jsonb_to_recordset(${JSON.stringify(newestBy(rows, (row) => row.participantId))}::jsonb)
      AS row ("participantId" uuid, "fullName" text, "birthDate" date, sex text, "personalIdDigest" text, version int)
    ON CONFLICT (participant_id) DO UPDATE
    SET full_name = excluded.full_name, birth_date = excluded.birth_date, sex = excluded.sex,
        personal_id_digest = excluded.personal_id_digest, version = excluded.version
    WHERE known.version < excluded.version`;
};

export const upsertFacilities = async (
  db: Tx['db'],
  rows: readonly (FacilityRecord & { readonly version: number })[],
): Promise<void> => {
  await db.$executeRaw`
    INSERT INTO facility_accounts AS known (facility_code, name, bank_bin, account_number, account_name, version)
    SELECT "facilityCode", name, "bankBin", "accountNumber", "accountName", version
    FROM jsonb_to_recordset(${JSON.stringify(newestBy(rows, (row) => row.facilityCode))}::jsonb)
      AS row ("facilityCode" text, name text, "bankBin" text, "accountNumber" text, "accountName" text, version int)
    ON CONFLICT (facility_code) DO UPDATE
    SET name = excluded.name, bank_bin = excluded.bank_bin, account_number = excluded.account_number,
        account_name = excluded.account_name, version = excluded.version
    WHERE known.version < excluded.version`;
};

export const findBeneficiary = async (db: Tx['db'], participantId: string): Promise<BeneficiaryRecord | undefined> => {
  const [row] = await db.$queryRaw<BeneficiaryRecord[]>`
    SELECT participant_id AS "participantId", full_name AS "fullName", birth_date::text AS "birthDate", sex,
           encode(personal_id_digest, 'hex') AS "personalIdDigest"
    FROM beneficiaries WHERE participant_id = ${participantId}::uuid`;
  return row;
};

export const findFacility = async (db: Tx['db'], facilityCode: string): Promise<FacilityRecord | undefined> =>
  (await db.facilityAccount.findUnique({ where: { facilityCode } })) ?? undefined;
