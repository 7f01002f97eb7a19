import {
  type ApproveSettlement,
  type PayoutPaid,
  reject,
  type Settlement,
  SettlementApproved,
} from '@ansinh/contracts';
import type { Tx } from '../kit';
import { markPaid, settleClaims } from './settlement.store';

/** Approves what the fund owes a facility for the accepted claims of a month. Throws `settlement.nothing-to-settle`. */
export const approveSettlement = async (tx: Tx, command: ApproveSettlement): Promise<Settlement> => {
  const settlement = await settleClaims(tx, command);
  if (settlement === undefined) throw reject('settlement.nothing-to-settle', { ...command });
  const { settlementId, facilityCode, month, claims, amountVnd } = settlement;
  tx.append(
    SettlementApproved,
    { settlementId, facilityCode, month, claims, amountVnd },
    { id: settlementId, version: 1 },
  );
  return settlement;
};

/** A payout of another kind is none of ours; one that is told twice changes nothing. */
export const notePayment = async (tx: Tx, payout: PayoutPaid): Promise<void> => {
  if (payout.kind === 'settlement') await markPaid(tx, payout.sourceId, new Date(payout.paidAt));
};
