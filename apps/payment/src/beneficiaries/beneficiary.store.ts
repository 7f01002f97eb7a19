import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Sex } from '@ansinh/contracts/vocabulary/identifiers';
import { columnOf } from '@ansinh/database';
import type { SealedColumn } from '@ansinh/secrets';
import type { Tx } from '../kit';
import { ofFacility } from './sealing';

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
  /** Sealed for the facility. */
  readonly accountNumber: string;
  readonly accountName: string;
};

export const findBeneficiary = async (db: Tx['db'], participantId: string): Promise<BeneficiaryRecord | undefined> => {
  const [row] = await db.$queryRaw<BeneficiaryRecord[]>`
    SELECT participant_id AS "participantId", full_name AS "fullName", birth_date::text AS "birthDate", sex,
           encode(personal_id_digest, 'hex') AS "personalIdDigest"
    FROM beneficiaries WHERE participant_id = ${participantId}::uuid`;
  return row;
};

/** A participant whom another row of ours refers to. */
export const getBeneficiary = async (db: Tx['db'], participantId: string): Promise<BeneficiaryRecord> => {
  const person = await findBeneficiary(db, participantId);
  if (person === undefined) throw new Error(`there is no beneficiary ${participantId}`);
  return person;
};

export const findFacility = async (db: Tx['db'], facilityCode: string): Promise<FacilityRecord | undefined> =>
  (await db.facilityAccount.findUnique({ where: { facilityCode } })) ?? undefined;

/** Where facilities are paid, as a column of sealed values. */
export const FACILITY_ACCOUNTS: SealedColumn<Tx['db']> = {
  name: 'facility_accounts.account_number',
  count: (db) => db.$queryRaw`
    SELECT CASE WHEN starts_with(account_number, 'v1.') THEN split_part(account_number, '.', 2) ELSE '' END AS key,
      count(*)::int AS values
    FROM facility_accounts GROUP BY 1 ORDER BY 1`,
  next: (db, { after, limit }) => db.$queryRaw`
    SELECT facility_code AS key FROM facility_accounts WHERE facility_code > ${after} ORDER BY facility_accounts.facility_code LIMIT ${limit}`,
  load: async (db, { prefix, after, until }) => {
    const rows = await db.$queryRaw<{ key: string; value: string }[]>`
      SELECT facility_code AS key, account_number AS value FROM facility_accounts
      WHERE facility_code > ${after} AND facility_code <= ${until} AND NOT starts_with(account_number, ${prefix})
      FOR NO KEY UPDATE SKIP LOCKED`;
    return rows.map((row) => ({ ...row, owner: ofFacility(row.key) }));
  },
  save: (db, values) => db.$executeRaw`
    UPDATE facility_accounts SET account_number = row.value
    FROM unnest(${columnOf(values, 'key')}::text[], ${columnOf(values, 'value')}::text[]) AS row (key, value)
    WHERE facility_accounts.facility_code = row.key`,
};
