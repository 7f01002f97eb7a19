import type { Quarter, YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { areFallen, areOpen, areStanding } from '../../claim/claim-status.sql';
import { monthsOf } from '../../claim/periods/period.rules';
import type { SettlementRecord as SettlementRecordRow } from '../../generated/prisma/client';
import type { Tx } from '../../kit';

const spanOf = (quarter: Quarter): { readonly first: YearMonth; readonly last: YearMonth } => {
  const months = monthsOf(quarter);
  return { first: months[0], last: months.at(-1) ?? months[0] };
};

export type OpenClaims = { readonly facilityCode: string; readonly inAppraisal: number; readonly unsettled: number };

/** Facilities whose claims of the quarter have no answer, or are accepted and not settled. */
export const findOpenClaims = async (tx: Tx, quarter: Quarter): Promise<OpenClaims[]> => {
  const { first, last } = spanOf(quarter);
  return tx.db.$queryRaw<OpenClaims[]>`
    SELECT facility_code AS "facilityCode", (count(*) FILTER (WHERE status = 'received'))::int AS "inAppraisal",
      (count(*) FILTER (WHERE status = 'accepted'))::int AS unsettled
    FROM claims WHERE settlement_month BETWEEN ${first} AND ${last} AND ${areOpen('claims')}
    GROUP BY facility_code ORDER BY facility_code`;
};

/** 06/BH of one facility as it is kept: ten figures. */
export type WrittenRecord = Omit<SettlementRecordRow, 'quarter'>;

/** Writes 06/BH of every facility with a claim, a settlement or an advance in the quarter. @returns them, by facility */
export const insertRecords = async (tx: Tx, quarter: Quarter): Promise<WrittenRecord[]> => {
  const { first, last } = spanOf(quarter);
  return tx.db.$queryRaw<WrittenRecord[]>`
    WITH sent AS (
      SELECT facility_code, (count(*) FILTER (WHERE ${areStanding('claims')}))::int AS claims,
        (count(*) FILTER (WHERE ${areFallen('claims')}))::int AS returned,
        sum(total_hospital) FILTER (WHERE ${areStanding('claims')}) AS total_hospital,
        sum(fund_claimed) FILTER (WHERE ${areStanding('claims')}) AS fund_claimed,
        sum(co_payment) FILTER (WHERE ${areStanding('claims')}) AS co_payment,
        sum(fund_pays) FILTER (WHERE ${areStanding('claims')}) AS fund_pays
      FROM claims WHERE settlement_month BETWEEN ${first} AND ${last} GROUP BY facility_code
    ), used AS (
      SELECT settlement_id, sum(amount_vnd) AS used_vnd FROM advance_uses GROUP BY settlement_id
    ), settled AS (
      SELECT facility_code, sum(amount_vnd) AS settled_vnd, coalesce(sum(used_vnd), 0) AS used_vnd
      FROM settlements LEFT JOIN used USING (settlement_id)
      WHERE month BETWEEN ${first} AND ${last} GROUP BY facility_code
    ), advanced AS (
      SELECT facility_code, amount_vnd, amount_vnd - used_vnd AS left_vnd FROM advances WHERE quarter = ${quarter}
    ), written AS (
      INSERT INTO settlement_records (quarter, facility_code, claims, returned, total_hospital, fund_claimed, co_payment,
        fund_pays, settled_vnd, advance_used_vnd, advance_vnd, advance_left_vnd)
      SELECT ${quarter}, facility_code, coalesce(claims, 0), coalesce(returned, 0), coalesce(total_hospital, 0),
        coalesce(fund_claimed, 0), coalesce(co_payment, 0), coalesce(fund_pays, 0), coalesce(settled_vnd, 0),
        coalesce(settled.used_vnd, 0), coalesce(advanced.amount_vnd, 0), coalesce(left_vnd, 0)
      FROM sent FULL JOIN settled USING (facility_code) FULL JOIN advanced USING (facility_code)
      RETURNING *
    )
    SELECT facility_code AS "facilityCode", claims, returned, total_hospital AS "totalHospital",
      fund_claimed AS "fundClaimed", co_payment AS "coPayment", fund_pays AS "fundPays", settled_vnd AS "settledVnd",
      advance_used_vnd AS "advanceUsedVnd", advance_vnd AS "advanceVnd", advance_left_vnd AS "advanceLeftVnd"
    FROM written ORDER BY written.facility_code`;
};
