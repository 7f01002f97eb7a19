import { reject } from '@ansinh/contracts/catalogue/problems';
import { SettlementApproved } from '@ansinh/contracts/health-insurance/events';
import type { ApproveSettlement, Settlement } from '@ansinh/contracts/health-insurance/settlements.api';
import type { PayoutPaid } from '@ansinh/contracts/payment/events';
import { quarterOf } from '@ansinh/contracts/vocabulary/calendar';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import { requireOpenQuarter } from '../../claim/periods/closed-period.views';
import type { Tx } from '../../kit';
import { payAdvance } from '../advances/advance.commands';
import { deductAdvances } from '../advances/advance.rules';
import { loadOpenAdvances, saveUses } from '../advances/advance.store';
import { approved, moveSettlement } from './settlement.rules';
import { lockSettlement, savePaid, settleClaims } from './settlement.store';
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
  const settlement = approved(settlementId);
  if (restVnd === 0n) await savePaid(tx, moveSettlement(settlement, tx.now));
  const event = { settlementId, facilityCode, month, claims, amountVnd: vndText(restVnd) };
  tx.append(SettlementApproved, event, { id: settlementId, version: settlement.version });
  return getSettlement(tx.db, settlementId);
};

const paySettlement = async (tx: Tx, settlementId: string, paidAt: Date): Promise<void> => {
  const settlement = await lockSettlement(tx, settlementId);
  const paid = moveSettlement(settlement, paidAt);
  if (paid !== settlement) await savePaid(tx, paid);
};

type Note = (tx: Tx, payout: PayoutPaid) => Promise<void>;

/**
 * What a paid payout is to us, by its kind; the other kinds are none of ours. Advances travel as payouts of kind
 * `settlement` too (docs/adr/0009-advances-are-paid-as-settlements.md): their own id tells them apart.
 */
const NOTES: Readonly<Partial<Record<PayoutPaid['kind'], Note>>> = {
  settlement: async (tx, { sourceId, paidAt }) => {
    const at = new Date(paidAt);
    if (await payAdvance(tx, sourceId, at)) return;
    await paySettlement(tx, sourceId, at);
  },
};

/** Notes a payment; one that is told twice changes nothing. Throws when there is neither an advance nor a settlement. */
export const notePayment: Note = async (tx, payout) => {
  await NOTES[payout.kind]?.(tx, payout);
};
