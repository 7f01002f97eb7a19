import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { areCounted } from '../../../claim/claim-status.sql';
import { Prisma } from '../../../generated/prisma/client';
import type { Tx } from '../../../kit';
import { notingEvidence, type Run } from '../../evidence/evidence.store';
import { type BusyDay, DOCTOR_CAPACITY } from './doctor-capacity.rules';

/**
 * Practitioners with more exams on a day than allowed, by the accepted claims of all facilities and settlement months;
 * these claims become evidence. An exam counts for each practitioner that it names (MA_BAC_SI), on the day of its order.
 */
export const findBusyDay = (
  tx: Tx,
  { runId }: Run,
  { day, allowed }: { readonly day: LocalDate; readonly allowed: number },
): Promise<BusyDay[]> =>
  tx.db.$queryRaw<BusyDay[]>`
    WITH exams AS MATERIALIZED (
      SELECT trim(licence) AS licence, claim.claim_id, claim.facility_code, claim.encounter_key, claim.arrived_at,
        claim.left_at, claim.total_in_scope, claim.fund_pays
      FROM claim_lines line
      JOIN claims claim ON claim.claim_id = line.claim_id AND claim.version = line.version
      CROSS JOIN LATERAL string_to_table(line.fields ->> 'MA_BAC_SI', ';') AS licence
      WHERE line.cost_group = '13' AND line.table_name = 'XML3' AND line.in_scope_amount > 0
        AND line.ordered_at >= ${day}::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
        AND line.ordered_at < (${day}::timestamp + interval '1 day') AT TIME ZONE 'Asia/Ho_Chi_Minh'
        AND ${areCounted('claim')} AND trim(licence) <> ''),
    counted AS MATERIALIZED (SELECT licence, count(*)::int AS exams FROM exams GROUP BY licence),
    busy AS MATERIALIZED (SELECT * FROM counted WHERE exams > ${allowed}),
    noted AS (${notingEvidence(Prisma.sql`
      SELECT DISTINCT ${runId}::uuid, ${DOCTOR_CAPACITY.code}, 'practitioner', licence, facility_code, encounter_key,
        claim_id, arrived_at, left_at, total_in_scope, fund_pays
      FROM exams JOIN busy USING (licence)
      ON CONFLICT DO NOTHING`)})
    SELECT licence, ${day} AS day, exams,
      (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY counted.exams) FROM counted) AS median
    FROM busy ORDER BY licence`;
