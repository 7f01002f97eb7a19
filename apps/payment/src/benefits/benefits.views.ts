import { Benefit, reject, vndText } from '@ansinh/contracts';
import type { Tx } from '../kit';
import type { BenefitStatus } from './benefits.rules';
import { type BenefitRow, findBenefit } from './benefits.store';

export const benefitStatus = (row: BenefitRow): BenefitStatus => Benefit.shape.status.parse(row.status);

export const getBenefit = async (tx: Tx, benefitId: string): Promise<Benefit> => {
  const row = await findBenefit(tx.db, benefitId);
  if (row === undefined) throw reject('request.not-found');
  return Benefit.parse({
    benefitId: row.id,
    kind: row.kind,
    participantId: row.participantId,
    status: row.status,
    fromMonth: row.fromMonth,
    monthlyVnd: vndText(row.monthlyVnd),
    calculation: row.calculation,
    proposedBy: row.proposedBy,
    decidedBy: row.decidedBy,
  });
};
