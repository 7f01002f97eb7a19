import { reject } from '@ansinh/contracts/catalogue/problems';
import type { ClaimStatus } from '@ansinh/contracts/health-insurance/api';

export type KnownClaim = {
  readonly claimId: string;
  readonly version: number;
  readonly aggregateVersion: number;
  readonly status: ClaimStatus;
};

/** Whether an encounter that is known may be sent anew: only after it was returned. Throws otherwise. */
export const requireReturned = (known: KnownClaim, encounter: number): void => {
  if (known.status === 'returned') return;
  const place = { claimId: known.claimId, pointer: `/HOSO/${encounter}`, status: known.status };
  throw reject(known.status === 'received' ? 'claim.in-appraisal' : 'claim.already-accepted', place);
};
