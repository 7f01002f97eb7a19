import { digestOf } from '@ansinh/audit';
import { reject } from '@ansinh/contracts/catalogue/problems';
import { Benefit } from '@ansinh/contracts/payment/api';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import { channelOf, destinationOf } from '../beneficiaries/destination.rules';
import { ofBenefit, withOpenAccount } from '../beneficiaries/sealing';
import type { Tx } from '../kit';
import { type BenefitRow, findBenefit } from './benefit.store';

/** All that was proposed: what the second person has to see, and what that one approves. */
export const proposedOf = (row: BenefitRow) => ({
  benefitId: row.id,
  kind: row.kind,
  participantId: row.participantId,
  payment: row.payment,
  fromMonth: row.fromMonth,
  amountVnd: vndText(row.amountVnd),
  calculation: row.calculation,
  claim: row.claim,
  destination: destinationOf(withOpenAccount({ ...row, channel: channelOf(row.channel) }, ofBenefit(row.id))),
  proposedBy: row.proposedBy,
});

export const getBenefit = async (tx: Tx, benefitId: string): Promise<Benefit> => {
  const row = await findBenefit(tx.db, benefitId);
  if (row === undefined) throw reject('request.not-found');
  const proposed = proposedOf(row);
  const { status, decidedBy, decisionReason } = row;
  return Benefit.parse({ ...proposed, status, decidedBy, decisionReason, digest: digestOf(proposed) });
};
