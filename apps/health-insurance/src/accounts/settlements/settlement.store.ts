import type { ApproveSettlement } from '@ansinh/contracts/health-insurance/settlements.api';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import { newId } from '@ansinh/database';
import { markClaimsPaid, settlingClaims } from '../../claim/claim-move.store';
import type { Tx } from '../../kit';

export type Settled = { readonly settlementId: string; readonly claims: number; readonly amountVnd: Vnd };

/**
 * Settles every accepted claim of a facility and month without open questions in one statement: the claims are locked, set
 * to settled, summed up and the sum rounded to dong once. Undefined when there is no such claim. Approvals of one month wait for each other.
 */
export const settleClaims = async (
  tx: Pick<Tx, 'db' | 'now' | 'by'>,
  { facilityCode, month }: ApproveSettlement,
): Promise<Settled | undefined> => {
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`settlement|${facilityCode}|${month}`}, 0))`;
  const settlementId = newId();
  const [settled] = await tx.db.$queryRaw<Settled[]>`
    WITH settled AS (${settlingClaims({ facilityCode, month, settlementId })})
    INSERT INTO settlements (settlement_id, facility_code, month, number, version, claims, total_in_scope, co_payment,
      fund_pays, amount_vnd, status, approved_at, approved_by)
    SELECT ${settlementId}::uuid, ${facilityCode}, ${month},
      (SELECT count(*) + 1 FROM settlements WHERE facility_code = ${facilityCode} AND month = ${month}), 1, count(*),
      sum(total_in_scope), sum(co_payment), sum(fund_pays), div(sum(fund_pays) + 50, 100), 'approved', ${tx.now},
      ${tx.by.subject}
    FROM settled HAVING count(*) > 0
    RETURNING settlement_id::text AS "settlementId", claims, amount_vnd AS "amountVnd"`;
  return settled;
};

/** Marks a settlement and its claims as paid, once. Throws when there is no such settlement. */
export const markPaid = async (tx: Tx, settlementId: string, paidAt: Date): Promise<void> => {
  const { count } = await tx.db.settlement.updateMany({
    where: { settlementId, status: 'approved' },
    data: { status: 'paid', paidAt, version: { increment: 1 } },
  });
  if (count === 1) await markClaimsPaid(tx, settlementId);
  else await tx.db.settlement.findUniqueOrThrow({ where: { settlementId } });
};
