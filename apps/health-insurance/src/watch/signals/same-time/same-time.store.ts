import { sqlName } from '@ansinh/database';
import { IN_BED, WITHOUT_PATIENT } from '../../../claim/care-types/care-types';
import { areCounted } from '../../../claim/claim-status.sql';
import { Prisma } from '../../../generated/prisma/client';
import type { Tx } from '../../../kit';
import { notingEvidence, type Run } from '../../evidence/evidence.store';
import { ofMonth } from '../../evidence/month-claims.sql';
import { type Overlaps, SAME_TIME, SHORT_VISIT_HOURS } from './same-time.rules';

/** Visits that show where a person was: in a bed, or at short visits to which the patient comes. */
const present = (alias: string): Prisma.Sql => {
  const visit = sqlName(alias);
  return Prisma.sql`(${visit}.care_type = ANY(${[...IN_BED]}) OR (${visit}.care_type <> ALL(${[...WITHOUT_PATIENT]})
    AND ${visit}.left_at <= ${visit}.arrived_at + make_interval(hours => ${SHORT_VISIT_HOURS})))`;
};

/** A stay that began earlier is not looked at: by its length it is an error of another kind. */
const LONGEST_STAY_DAYS = 180;

export type OverlapSearch = {
  /** Each of two visits begins so many minutes or more before the other ends. */
  readonly minutes: number;
  /** Last hexadecimal digits of the participants looked at: a person is looked at whole, and a step stays short. */
  readonly digits: readonly string[];
};

/**
 * Persons of the month whose claims overlap with one another, with accepted claims of other months, or with check-ins
 * elsewhere that have no accepted claim; their visits become evidence. A pair within the month counts once.
 */
export const findOverlaps = (tx: Tx, { runId, month }: Run, search: OverlapSearch): Promise<Overlaps[]> => {
  const apart = Prisma.sql`make_interval(mins => ${search.minutes})`;
  return tx.db.$queryRaw<Overlaps[]>`
    WITH own AS MATERIALIZED (
      SELECT claim_id, participant_id, facility_code, encounter_key, care_type, arrived_at, left_at, total_in_scope,
        fund_pays
      FROM claims claim
      WHERE ${ofMonth('claim', month)} AND participant_id IS NOT NULL AND ${present('claim')}
        AND right(participant_id::text, 1) = ANY(${[...search.digits]})),
    pairs AS MATERIALIZED (
      SELECT own.participant_id, own.claim_id AS own_claim, other.claim_id AS other_claim, other.facility_code,
        other.encounter_key, other.arrived_at, other.left_at, other.total_in_scope, other.fund_pays,
        least(own.left_at, other.left_at) - greatest(own.arrived_at, other.arrived_at) AS common
      FROM own JOIN claims other ON other.participant_id = own.participant_id AND other.claim_id <> own.claim_id
        AND other.arrived_at <= own.left_at - ${apart} AND other.left_at >= own.arrived_at + ${apart}
        AND other.arrived_at > own.arrived_at - make_interval(days => ${LONGEST_STAY_DAYS})
      WHERE ${areCounted('other')} AND ${present('other')}
        AND (other.settlement_month <> ${month} OR own.claim_id < other.claim_id)
        AND (other.facility_code <> own.facility_code
          OR (own.care_type = ANY(${[...IN_BED]}) AND other.care_type = ANY(${[...IN_BED]})))
      UNION ALL
      SELECT own.participant_id, own.claim_id, NULL, entry.facility_code, entry.encounter_key, entry.arrived_at, NULL,
        NULL, NULL, least(own.left_at - entry.arrived_at, entry.arrived_at - own.arrived_at)
      FROM own JOIN check_ins entry ON entry.participant_id = own.participant_id
        AND entry.facility_code <> own.facility_code
        AND entry.arrived_at BETWEEN own.arrived_at + ${apart} AND own.left_at - ${apart}
      WHERE NOT EXISTS (SELECT FROM claims known WHERE known.facility_code = entry.facility_code
        AND known.encounter_key = entry.encounter_key AND ${areCounted('known')})),
    noted AS (${notingEvidence(Prisma.sql`
      SELECT ${runId}::uuid, ${SAME_TIME.code}, 'person', participant_id::text, facility_code, encounter_key, claim_id,
        arrived_at, left_at, total_in_scope, fund_pays
      FROM (
        SELECT pairs.participant_id, own.facility_code, own.encounter_key, own.claim_id, own.arrived_at, own.left_at,
          own.total_in_scope, own.fund_pays
        FROM pairs JOIN own ON own.claim_id = pairs.own_claim
        UNION ALL
        SELECT participant_id, facility_code, encounter_key, other_claim, arrived_at, left_at, total_in_scope, fund_pays
        FROM pairs) AS visits
      ON CONFLICT DO NOTHING`)})
    SELECT participant_id::text AS "participantId", count(*)::int AS overlaps,
      (extract(epoch FROM max(common)) / 60)::int AS "longestMinutes"
    FROM pairs GROUP BY participant_id ORDER BY participant_id`;
};
