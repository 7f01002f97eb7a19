import type { ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import type { FacilityRegistered } from '@ansinh/contracts/health-insurance/events';
import { BankAccountNumber } from '@ansinh/contracts/vocabulary/identifiers';
import { newestBy } from '@ansinh/contracts/vocabulary/orders';
import type { EventOf } from '@ansinh/contracts/wire/envelope';
import { keyRing } from '@ansinh/secrets';
import type { Tx } from '../kit';
import { personalIdDigest } from './identity';
import { ofFacility } from './sealing';

const versionOf = ({ version }: { readonly version: number }): number => version;

/** Participants as their newest events describe them, in one statement; of a personal id only the digest is kept. */
export const projectBeneficiaries = async (
  tx: Tx,
  events: readonly EventOf<typeof ParticipantRegistered>[],
): Promise<void> => {
  const rows = events.map(({ attributes, data }) => ({
    participantId: data.participantId,
    fullName: data.fullName,
    birthDate: data.birthDate,
    sex: data.sex,
    personalIdDigest: personalIdDigest(data.personalId),
    version: attributes.aggregateversion,
  }));
  await tx.db.$executeRaw`
    INSERT INTO beneficiaries AS known (participant_id, full_name, birth_date, sex, personal_id_digest, version)
    SELECT "participantId", "fullName", "birthDate", sex, decode("personalIdDigest", 'hex'), version
    FROM jsonb_to_recordset(${JSON.stringify(newestBy(rows, (row) => row.participantId, versionOf))}::jsonb)
      AS row ("participantId" uuid, "fullName" text, "birthDate" date, sex text, "personalIdDigest" text, version int)
    ON CONFLICT (participant_id) DO UPDATE
    SET full_name = excluded.full_name, birth_date = excluded.birth_date, sex = excluded.sex,
        personal_id_digest = excluded.personal_id_digest, version = excluded.version
    WHERE known.version < excluded.version`;
};

/** It rests as it came, sealed for its facility; what does not open, or is none, is known now and not on the day of payment. */
const requireOpening = ({ facilityCode, account: { accountNumber } }: FacilityRegistered): string => {
  BankAccountNumber.parse(keyRing().open(accountNumber, ofFacility(facilityCode)));
  return accountNumber;
};

/** Facilities and their accounts as their newest events describe them, in one statement. */
export const projectFacilityAccounts = async (
  tx: Tx,
  events: readonly EventOf<typeof FacilityRegistered>[],
): Promise<void> => {
  const rows = events.map(({ attributes, data }) => ({
    facilityCode: data.facilityCode,
    name: data.name,
    bankBin: data.account.bankBin,
    accountNumber: requireOpening(data),
    accountName: data.account.accountName,
    version: attributes.aggregateversion,
  }));
  await tx.db.$executeRaw`
    INSERT INTO facility_accounts AS known (facility_code, name, bank_bin, account_number, account_name, version)
    SELECT "facilityCode", name, "bankBin", "accountNumber", "accountName", version
    FROM jsonb_to_recordset(${JSON.stringify(newestBy(rows, (row) => row.facilityCode, versionOf))}::jsonb)
      AS row ("facilityCode" text, name text, "bankBin" text, "accountNumber" text, "accountName" text, version int)
    ON CONFLICT (facility_code) DO UPDATE
    SET name = excluded.name, bank_bin = excluded.bank_bin, account_number = excluded.account_number,
        account_name = excluded.account_name, version = excluded.version
    WHERE known.version < excluded.version`;
};
