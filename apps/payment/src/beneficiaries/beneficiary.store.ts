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
