import { ClaimReceived } from '@ansinh/contracts';
import { subscription } from '../kit';
import { appraiseClaim } from './appraisal.commands';

export const appraisalSubscriptions = [
  subscription({ on: ClaimReceived, handle: (tx, event) => appraiseClaim(tx, event.data.claimId) }),
];
