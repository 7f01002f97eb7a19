import { reject } from '@ansinh/contracts/catalogue/problems';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';

export type BenefitStatus = 'proposed' | 'approved' | 'refused';

export type ProposedBenefit = { readonly status: BenefitStatus; readonly proposedBy: string };

/** Two persons: who proposed a benefit never decides it, whatever the token allows. */
export const markDecided = (
  benefit: ProposedBenefit,
  decision: 'approve' | 'refuse',
  decidedBy: string,
): Exclude<BenefitStatus, 'proposed'> => {
  const { status, proposedBy } = benefit;
  switch (status) {
    case 'proposed':
      if (proposedBy === decidedBy) throw reject('benefit.same-person');
      return decision === 'approve' ? 'approved' : 'refused';
    case 'approved':
    case 'refused':
      throw reject('benefit.already-decided', { status });
    default:
      return unreachable(status);
  }
};
