import type { ApproveSettlement } from '@ansinh/contracts/health-insurance/settlements.api';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import { newId } from '@ansinh/database';
import { markClaimsPaid, settlingClaims } from '../../claim/claim-move.store';
import type { Tx } from '../../kit';
import { approved, type SettlementLife } from './settlement.rules';

export type Settled = {
  readonly settlementId: string;
  readonly claims: number;
  readonly amountVnd: Vnd;
  /** Of the ids, versions and amounts of all its claims. */
  readonly claimsSha256: string;
  readonly firstClaims: readonly string[];
};

/**
 * Settles every accepted claim of a facility and month without open questions in one statement: the claims are locked, set
 * to settled, summed up and the sum rounded to dong once. Undefined when there is no such claim. Approvals of one month wait for each other.
 */
export const settleClaims = async (
  tx: Pick<Tx, 'db' | 'now' | 'by'>,
  { facilityCode, month }: ApproveSettlement,
): Promise<Settled | undefined> => {
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`settlement|${facilityCode}|${month}`}, 0))`;
  const { settlementId, version, status } = approved(newId());
  const [settled] = await tx.db.$queryRaw<Settled[]>`
    WITH settled AS (${settlingClaims({ facilityCode, month, settlementId })}),
    written AS (
    INSERT INTO settlements (settlement_id, facility_code, month, number, version, claims, total_in_scope, co_payment,
      fund_pays, amount_vnd, status, approved_at, approved_by)
    SELECT ${settlementId}::uuid, ${facilityCode}, ${month},
      (SELECT count(*) + 1 FROM settlements WHERE facility_code = ${facilityCode} AND month = ${month}), ${version}::int,
      count(*),
      sum(total_in_scope), sum(co_payment), sum(fund_pays), div(sum(fund_pays) + 50, 100), ${status}, ${tx.now},
      ${tx.by.subject}
    FROM settled HAVING count(*) > 0
    RETURNING settlement_id, claims, amount_vnd)
    SELECT settlement_id::text AS "settlementId", claims, amount_vnd AS "amountVnd",
      (SELECT encode(sha256(convert_to(string_agg(claim_id::text || ' ' || version || ' ' || fund_pays, ','
        ORDER BY settled.claim_id), 'UTF8')), 'hex') FROM settled) AS "claimsSha256",
      (SELECT (array_agg(claim_id::text ORDER BY settled.claim_id))[1:20] FROM settled) AS "firstClaims"
    FROM written`;
  return settled;
};

/** A settlement, locked to the end of the transaction. Throws when there is none. */
export const lockSettlement = async ({ db }: Tx, settlementId: string): Promise<SettlementLife> => {
  const [row] = await db.$queryRaw<SettlementLife[]>`
    SELECT settlement_id::text AS "settlementId", version, status, paid_at AS "paidAt" FROM settlements
    WHERE settlement_id = ${settlementId}::uuid FOR UPDATE`;
  if (row === undefined) throw new Error(`there is no settlement ${settlementId}`);
  return row;
};

/** Writes that a settlement is paid, and its claims with it. */
export const savePaid = async (tx: Tx, { settlementId, ...paid }: SettlementLife): Promise<void> => {
  await tx.db.settlement.update({ where: { settlementId }, data: paid });
  await markClaimsPaid(tx, settlementId);
};
