import { reject } from '@ansinh/contracts/catalogue/problems';
import { Benefit } from '@ansinh/contracts/payment/api';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import type { Tx } from '../kit';
import type { BenefitStatus } from './benefit.rules';
import { type BenefitRow, findBenefit } from './benefit.store';

export const benefitStatus = (row: BenefitRow): BenefitStatus => Benefit.shape.status.parse(row.status);

export const getBenefit = async (tx: Tx, benefitId: string): Promise<Benefit> => {
  const row = await findBenefit(tx.db, benefitId);
  if (row === undefined) throw reject('request.not-found');
  return Benefit.parse({
    benefitId: row.id,
    kind: row.kind,
    participantId: row.participantId,
    status: row.status,
    payment: row.payment,
    fromMonth: row.fromMonth,
    amountVnd: vndText(row.amountVnd),
    calculation: row.calculation,
    proposedBy: row.proposedBy,
    decidedBy: row.decidedBy,
  });
};
