import { reject } from '@ansinh/contracts/catalogue/problems';
import type { BenefitKind } from '@ansinh/contracts/payment/events';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Sex } from '@ansinh/contracts/vocabulary/identifiers';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';

export type BenefitStatus = 'proposed' | 'approved' | 'refused';

export type ProposedBenefit = {
  readonly id: string;
  readonly kind: BenefitKind;
  readonly status: BenefitStatus;
  readonly proposedBy: string;
};

/** The claim must speak of the person that the register knows; an undetermined sex there contradicts nothing. */
export const requireSamePerson = (
  claim: { readonly birthDate: LocalDate; readonly sex: Sex },
  registered: { readonly birthDate: LocalDate; readonly sex: Sex },
): void => {
  const sexDiffers = registered.sex !== 'undetermined' && registered.sex !== claim.sex;
  if (sexDiffers || registered.birthDate !== claim.birthDate) throw reject('benefit.person-differs');
};

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
