import { reject } from '@ansinh/contracts/catalogue/problems';
import type { ApproveSettlement, Settlement } from '@ansinh/contracts/health-insurance/api';
import { SettlementApproved } from '@ansinh/contracts/health-insurance/events';
import type { PayoutPaid } from '@ansinh/contracts/payment/events';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import { requireOpenQuarter } from '../../claim/periods/closed-period.views';
import { quarterOf } from '../../claim/periods/period.rules';
import type { Tx } from '../../kit';
import { deductAdvances } from '../advances/advance.rules';
import { loadOpenAdvances, markAdvancePaid, saveUses } from '../advances/advance.store';
import { markPaid, settleClaims } from './settlement.store';
import { getSettlement } from './settlement.views';

/**
 * Approves what the fund owes a facility for the accepted claims of a month, less what advances have paid before; with
 * nothing left it is paid at once. Throws `settlement.nothing-to-settle`, `period.closed`.
 */
export const approveSettlement = async (tx: Tx, command: ApproveSettlement): Promise<Settlement> => {
  const { facilityCode, month } = command;
  const quarter = quarterOf(month);
  await requireOpenQuarter(tx.db, quarter);
  const settled = await settleClaims(tx, command);
  if (settled === undefined) throw reject('settlement.nothing-to-settle', { ...command });
  const { settlementId, claims } = settled;
  const { uses, restVnd } = deductAdvances(settled.amountVnd, await loadOpenAdvances(tx, facilityCode, quarter));
  await saveUses(tx, settlementId, uses);
  if (restVnd === 0n) await markPaid(tx, settlementId, tx.now);
  const event = { settlementId, facilityCode, month, claims, amountVnd: vndText(restVnd) };
  tx.append(SettlementApproved, event, { id: settlementId, version: 1 });
  return getSettlement(tx.db, settlementId);
};

/**
 * A payout of another kind is none of ours; one that is told twice changes nothing. Advances travel as payouts of kind
 * `settlement` too: their own id tells them apart. Throws when there is neither.
 */
export const notePayment = async (tx: Tx, payout: PayoutPaid): Promise<void> => {
  if (payout.kind !== 'settlement') return;
  const paidAt = new Date(payout.paidAt);
  if (await markAdvancePaid(tx, payout.sourceId, paidAt)) return;
  await markPaid(tx, payout.sourceId, paidAt);
};
