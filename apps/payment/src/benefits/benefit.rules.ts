import { reject } from '@ansinh/contracts/catalogue/problems';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';

export type BenefitStatus = 'proposed' | 'approved' | 'refused';

/** A benefit is decided once; by whom, and on what, is asked before (`requireSecondPerson`, `requireShown`). */
export const markDecided = (
  status: BenefitStatus,
  decision: 'approve' | 'refuse',
): Exclude<BenefitStatus, 'proposed'> => {
  switch (status) {
    case 'proposed':
      return decision === 'approve' ? 'approved' : 'refused';
    case 'approved':
    case 'refused':
      throw reject('benefit.already-decided', { status });
    default:
      return unreachable(status);
  }
};
