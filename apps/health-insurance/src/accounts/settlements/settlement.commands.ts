import { reject } from '@ansinh/contracts/catalogue/problems';
import { SettlementApproved } from '@ansinh/contracts/health-insurance/events';
import type { ApproveSettlement, Settlement } from '@ansinh/contracts/health-insurance/settlements.api';
import type { PayoutPaid } from '@ansinh/contracts/payment/events';
import { type KnownPayoutKind, PAYOUT_KINDS } from '@ansinh/contracts/payment/kinds';
import { quarterOf } from '@ansinh/contracts/vocabulary/calendar';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import { knownKind } from '@ansinh/contracts/wire/open-kind';
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
  const after = await getSettlement(tx.db, settlementId);
  const outcome = `facility ${facilityCode}`;
  const { claimsSha256, firstClaims } = settled;
  // Other claims and other advances may come to the same sums.
  const done = { ...after, claimsSha256, firstClaims, advances: uses };
  tx.audit({ action: 'settlement.approve', target: `settlement:${settlementId}`, outcome, after: done });
  return after;
};

const paySettlement = async (tx: Tx, settlementId: string, paidAt: Date): Promise<void> => {
  const settlement = await lockSettlement(tx, settlementId);
  const paid = moveSettlement(settlement, paidAt);
  if (paid !== settlement) await savePaid(tx, paid);
};

type Note = (tx: Tx, sourceId: string, paidAt: Date) => Promise<void>;

/** What a paid payout is to us, by its kind; other kinds, also those that a later release makes, are none of ours. */
const NOTES: Readonly<Partial<Record<KnownPayoutKind, Note>>> = { advance: payAdvance, settlement: paySettlement };

/** Notes a payment; one that is told twice changes nothing. Throws when there is no such advance or settlement. */
export const notePayment = async (tx: Tx, { kind, sourceId, paidAt }: PayoutPaid): Promise<void> => {
  const known = knownKind(PAYOUT_KINDS, kind);
  if (known !== undefined) await NOTES[known]?.(tx, sourceId, new Date(paidAt));
};
