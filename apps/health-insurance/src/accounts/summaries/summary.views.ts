import type { ClaimSummary } from '@ansinh/contracts/health-insurance/settlements.api';
import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { type Hundredths, hundredthsText, minus, plus, sumOf } from '@ansinh/contracts/vocabulary/money';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { isQuarter, monthsOf, type Period } from '../../claim/periods/period.rules';
import type { Tx } from '../../kit';
import { findFacility } from '../../registers/facilities/facility.views';
import { maySeeFacility } from '../../scopes/facility-scope.rules';
import { groupSummary, type SummaryRow, TOLERANCE } from './summary.rules';

type SumRow = {
  month: YearMonth;
  care_type: string;
  is_returned: boolean;
  claims: bigint;
  apart: bigint;
  total_hospital: Hundredths;
  in_scope: Hundredths;
  fund_claimed: Hundredths;
  co_payment: Hundredths;
  other_sources: Hundredths;
  self_paid: Hundredths;
  fund_pays: Hundredths;
  refused: Hundredths;
  waiting: Hundredths;
  settled: Hundredths;
};

/**
 * Sums of a facility's claims by month and kind of care, in one statement. T_NGUONKHAC is no column of a claim: it is
 * read from XML1 as it was sent. Refused is what lines with a finding `refuse` had asked for, or the whole claim when the
 * finding names no line, and never more than what the fund pays less.
 */
const sumClaims = (
  db: Tx['db'],
  facilityCode: string,
  { first, last }: { readonly first: YearMonth; readonly last: YearMonth },
): Promise<SumRow[]> => db.$queryRaw<SumRow[]>`
  WITH scope AS (
    SELECT c.*, (c.status = 'returned') AS is_returned,
      coalesce(round(nullif(sent.fields ->> 'T_NGUONKHAC', '')::numeric * 100), 0)::bigint AS other_sources
    FROM claims AS c
    LEFT JOIN claim_rows AS sent
      ON sent.claim_id = c.claim_id AND sent.version = c.version AND sent.table_name = 'XML1'
    WHERE c.facility_code = ${facilityCode} AND c.settlement_month BETWEEN ${first} AND ${last}
  ), refusals AS (
    SELECT DISTINCT c.claim_id, c.version, f.table_name, f.row_number
    FROM scope AS c JOIN claim_findings AS f ON f.claim_id = c.claim_id AND f.version = c.version
    WHERE f.severity = 'refuse' AND NOT c.is_returned
  ), refused AS (
    SELECT r.claim_id, sum(line.fund_amount) AS of_lines, bool_or(line.claim_id IS NULL) AS is_whole
    FROM refusals AS r LEFT JOIN claim_lines AS line ON line.claim_id = r.claim_id AND line.version = r.version
      AND line.table_name = r.table_name AND line.row_number = r.row_number
    GROUP BY r.claim_id
  )
  SELECT settlement_month AS month, care_type, is_returned, count(*) AS claims,
    count(*) FILTER (WHERE abs(total_hospital - fund_claimed - co_payment - other_sources - patient_pays) > ${TOLERANCE})
      AS apart,
    sum(total_hospital)::bigint AS total_hospital, sum(total_in_scope)::bigint AS in_scope,
    sum(fund_claimed)::bigint AS fund_claimed, sum(co_payment)::bigint AS co_payment,
    sum(other_sources)::bigint AS other_sources, sum(patient_pays)::bigint AS self_paid,
    coalesce(sum(fund_pays), 0)::bigint AS fund_pays,
    coalesce(sum(least(fund_claimed - fund_pays, CASE WHEN is_whole THEN fund_claimed ELSE of_lines END))
      FILTER (WHERE refused.claim_id IS NOT NULL), 0)::bigint AS refused,
    coalesce(sum(fund_claimed) FILTER (WHERE fund_pays IS NULL), 0)::bigint AS waiting,
    coalesce(sum(fund_pays) FILTER (WHERE settlement_id IS NOT NULL), 0)::bigint AS settled
  FROM scope LEFT JOIN refused USING (claim_id)
  GROUP BY settlement_month, care_type, is_returned
  ORDER BY settlement_month, care_type`;

const rowOf = (row: SumRow): SummaryRow => ({
  month: row.month,
  careType: row.care_type,
  claims: row.claims,
  apart: row.apart,
  totalHospital: row.total_hospital,
  inScope: row.in_scope,
  fundClaimed: row.fund_claimed,
  coPayment: row.co_payment,
  otherSources: row.other_sources,
  selfPaid: row.self_paid,
  fundPays: row.fund_pays,
  refused: row.refused,
  adjusted: minus(row.fund_claimed, plus(row.waiting, row.fund_pays, row.refused)),
  waiting: row.waiting,
  settled: row.settled,
});

export type SummaryWanted = { readonly facilityCode: string; readonly period: Period };

/** The summary of a facility; undefined for an unknown one, and for another facility than that of the token. */
export const findSummary = async (
  { db, by, now }: Pick<Tx, 'db' | 'now'> & { readonly by: Principal },
  { facilityCode, period }: SummaryWanted,
): Promise<ClaimSummary | undefined> => {
  if (!maySeeFacility(by, facilityCode)) return undefined;
  const facility = await findFacility(db, facilityCode);
  if (facility === undefined) return undefined;
  const months = monthsOf(period);
  const sums = await sumClaims(db, facilityCode, { first: months[0], last: months.at(-1) ?? months[0] });
  const returned = sums.filter((row) => row.is_returned);
  return {
    form: isQuarter(period) ? '02/BH' : '01/BH',
    period,
    facilityCode,
    facilityName: facility.name,
    madeAt: now.toISOString(),
    ...groupSummary(sums.filter((row) => !row.is_returned).map(rowOf), months),
    returned: {
      claims: returned.reduce((count, row) => count + Number(row.claims), 0),
      fundClaimed: hundredthsText(sumOf(returned.map((row) => row.fund_claimed))),
    },
  };
};
