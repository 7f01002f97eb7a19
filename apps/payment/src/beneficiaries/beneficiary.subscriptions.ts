import { ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { FacilityRegistered } from '@ansinh/contracts/health-insurance/events';
import { batchSubscription } from '../kit';
import { projectBeneficiaries, projectFacilityAccounts } from './beneficiary.projection';

export const beneficiarySubscriptions = [
  batchSubscription({ on: ParticipantRegistered, handle: projectBeneficiaries }),
  batchSubscription({ on: FacilityRegistered, handle: projectFacilityAccounts }),
];
