import type { Hundredths } from '@ansinh/contracts/vocabulary/money';
import { Prisma } from '../../../generated/prisma/client';
import type { Tx } from '../../../kit';
import { notingEvidence, type Run } from '../../evidence/evidence.store';
import { ofMonth } from '../../evidence/month-claims.sql';
import type { FacilityShare } from '../../scoring/scoring.rules';
import { COST, type DearPerson, type PeerGroup } from './cost.rules';

/** The group that a claim is held against. */
const GROUP = Prisma.sql`left(upper(claim.main_disease), 3) AS disease, claim.care_type, facility.level`;

/** Claims of the month with a group; facilities that are not registered have no level. */
const grouped = ({ month }: Run): Prisma.Sql =>
  Prisma.sql`claims claim JOIN facilities facility USING (facility_code) WHERE ${ofMonth('claim', month)}`;

/** Groups of so many claims or more, with the median of what they cost in scope and the deviation from it. */
export const findPeerGroups = (tx: Tx, run: Run, groupClaims: number): Promise<PeerGroup[]> =>
  tx.db.$queryRaw<PeerGroup[]>`
    WITH judged AS MATERIALIZED (SELECT ${GROUP}, claim.total_in_scope FROM ${grouped(run)}),
    middle AS MATERIALIZED (
      SELECT disease, care_type, level, count(*)::int AS claims,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY total_in_scope) AS median
      FROM judged GROUP BY disease, care_type, level HAVING count(*) >= ${groupClaims})
    SELECT disease, care_type AS "careType", level, claims, median,
      percentile_disc(0.5) WITHIN GROUP (ORDER BY abs(total_in_scope - median)) AS deviation
    FROM judged JOIN middle USING (disease, care_type, level)
    GROUP BY disease, care_type, level, claims, median ORDER BY disease, care_type, level`;

export type LimitedGroup = Pick<PeerGroup, 'disease' | 'careType' | 'level' | 'median'> & {
  /** A claim that costs more is an outlier. */
  readonly limit: Hundredths;
};

type Row = {
  /** Null in the row of a person. */
  facility_code: string | null;
  participant_id: string | null;
  judged: number;
  claims: number;
  amount: Hundredths;
  median: Hundredths;
  limit: Hundredths;
};

/** Claims beyond the limit of their group, by person and by facility; they become evidence of both. */
export const findOutliers = async (
  tx: Tx,
  run: Run,
  groups: readonly LimitedGroup[],
): Promise<{ readonly persons: readonly DearPerson[]; readonly facilities: readonly FacilityShare[] }> => {
  // JSON has no bigint: amounts travel as text, and PostgreSQL reads them exactly.
  const records = groups.map(({ disease, careType, level, median, limit }) => ({
    disease,
    care_type: careType,
    level,
    median: median.toString(),
    limit: limit.toString(),
  }));
  const limits = JSON.stringify(records);
  const rows = await tx.db.$queryRaw<Row[]>`
    WITH peers AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${limits}::jsonb) AS peers(disease text, care_type text, level text,
        median bigint, "limit" bigint)),
    held AS MATERIALIZED (
      SELECT judged.*, peers.median, peers."limit" FROM (
        SELECT ${GROUP}, facility_code, claim.claim_id, claim.encounter_key, claim.participant_id, claim.arrived_at,
          claim.left_at, claim.total_in_scope, claim.fund_pays
        FROM ${grouped(run)}) AS judged
      JOIN peers USING (disease, care_type, level)),
    dear AS MATERIALIZED (SELECT * FROM held WHERE total_in_scope > "limit"),
    noted AS (${notingEvidence(Prisma.sql`
      SELECT ${run.runId}::uuid, ${COST.code}, kind, id, facility_code, encounter_key, claim_id, arrived_at, left_at,
        total_in_scope, fund_pays
      FROM dear CROSS JOIN LATERAL (VALUES ('facility', facility_code), ('person', participant_id::text))
        AS subject(kind, id)
      WHERE id IS NOT NULL`)})
    SELECT facility_code, NULL AS participant_id, count(*)::int AS judged,
      (count(*) FILTER (WHERE total_in_scope > "limit"))::int AS claims, 0::bigint AS amount, 0::bigint AS median,
      0::bigint AS "limit"
    FROM held GROUP BY facility_code
    UNION ALL
    SELECT NULL, participant_id::text, 0, claims, total_in_scope, median, "limit" FROM (
      SELECT DISTINCT ON (participant_id) participant_id, total_in_scope, median, "limit",
        (count(*) OVER (PARTITION BY participant_id))::int AS claims
      FROM dear WHERE participant_id IS NOT NULL
      ORDER BY participant_id, total_in_scope::numeric / "limit" DESC, claim_id) AS dearest`;
  return {
    persons: rows.flatMap(({ participant_id: participantId, claims, amount, median, limit }) =>
      participantId === null ? [] : [{ participantId, claims, amount, median, limit }],
    ),
    facilities: rows.flatMap(({ facility_code: facilityCode, judged: all, claims }) =>
      facilityCode === null ? [] : [{ facilityCode, judged: all, claims }],
    ),
  };
};
