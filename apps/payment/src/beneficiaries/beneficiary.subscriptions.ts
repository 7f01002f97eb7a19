import { ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { FacilityRegistered } from '@ansinh/contracts/health-insurance/events';
import { batchSubscription } from '../kit';
import { upsertBeneficiaries, upsertFacilities } from './beneficiary.store';
import { personalIdDigest } from './identity';

export const beneficiarySubscriptions = [
  batchSubscription({
    on: ParticipantRegistered,
    handle: (tx, events) =>
      upsertBeneficiaries(
        tx.db,
        events.map(({ attributes, data }) => ({
          participantId: data.participantId,
          fullName: data.fullName,
          birthDate: data.birthDate,
          sex: data.sex,
          personalIdDigest: personalIdDigest(data.personalId),
          version: attributes.aggregateversion,
        })),
      ),
  }),
  batchSubscription({
    on: FacilityRegistered,
    handle: (tx, events) =>
      upsertFacilities(
        tx.db,
        events.map(({ attributes, data }) => ({
          facilityCode: data.facilityCode,
          name: data.name,
          bankBin: data.account.bankBin,
          accountNumber: data.account.accountNumber,
          accountName: data.account.accountName,
          version: attributes.aggregateversion,
        })),
      ),
  }),
];
