import { reject } from '@ansinh/contracts/catalogue/problems';
import { AdvanceApproved } from '@ansinh/contracts/health-insurance/events';
import type { Advance, ApproveAdvance } from '@ansinh/contracts/health-insurance/settlements.api';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import { newId } from '@ansinh/database';
import { getLaw } from '@ansinh/law/kept';
import { requireOpenQuarter } from '../../claim/periods/closed-period.views';
import { previousQuarter } from '../../claim/periods/period.rules';
import type { Tx } from '../../kit';
import { advanceOf, moveAdvance } from './advance.rules';
import { insertAdvance, lockAdvance, saveAdvance, sumReported } from './advance.store';
import { getAdvance } from './advance.views';

/**
 * Approves the advance of a facility for a quarter, once.
 * @throws Rejection period.closed, advance.quarter-not-begun, advance.quarter-not-covered, advance.nothing-reported,
 * advance.already-approved.
 */
export const approveAdvance = async (tx: Tx, { facilityCode, quarter }: ApproveAdvance): Promise<Advance> => {
  await requireOpenQuarter(tx.db, quarter);
  const reported = await sumReported(tx.db, facilityCode, previousQuarter(quarter));
  const { percent, source, amountVnd } = advanceOf(
    quarter,
    { reported, today: vietNamDate(tx.now) },
    await getLaw(tx.db),
  );
  const advanceId = newId();
  const approved = await insertAdvance(tx, {
    advanceId,
    facilityCode,
    quarter,
    reported,
    percent: Number(percent),
    source,
    amountVnd,
    approvedAt: tx.now,
    approvedBy: tx.by.subject,
  });
  if (!approved) throw reject('advance.already-approved', { facilityCode, quarter });
  const event = { advanceId, facilityCode, quarter, amountVnd: vndText(amountVnd) };
  tx.append(AdvanceApproved, event, { id: advanceId, version: 1 });
  const after = await getAdvance(tx.db, advanceId);
  const outcome = `facility ${facilityCode}`;
  tx.audit({ action: 'advance.approve', target: `advance:${advanceId}`, outcome, after });
  return after;
};

/** Notes that an advance is paid; told again it changes nothing. Throws when there is no such advance. */
export const payAdvance = async (tx: Tx, advanceId: string, paidAt: Date): Promise<void> => {
  const advance = await lockAdvance(tx, advanceId);
  const paid = moveAdvance(advance, paidAt);
  if (paid !== advance) await saveAdvance(tx, paid);
};
