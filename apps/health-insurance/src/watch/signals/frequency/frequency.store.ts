import { Prisma } from '../../../generated/prisma/client';
import type { Tx } from '../../../kit';
import { notingEvidence, type Run } from '../../evidence/evidence.store';
import { ofMonth } from '../../evidence/month-claims.sql';
import { FREQUENCY, type OftenThere, type VisitSpread } from './frequency.rules';

/** How many visits of the month persons have who had any; of nobody, zeros. */
export const findVisitSpread = async (tx: Tx, { month }: Run): Promise<VisitSpread> => {
  const [row] = await tx.db.$queryRaw<VisitSpread[]>`
    WITH persons AS MATERIALIZED (
      SELECT participant_id, count(*)::int AS visits FROM claims claim
      WHERE ${ofMonth('claim', month)} AND participant_id IS NOT NULL GROUP BY participant_id),
    middle AS (
      SELECT count(*)::int AS persons, coalesce(percentile_disc(0.5) WITHIN GROUP (ORDER BY visits), 0) AS median
      FROM persons)
    SELECT middle.persons, median, (SELECT coalesce(percentile_disc(0.5) WITHIN GROUP (ORDER BY abs(visits - median)), 0)
      FROM persons) AS deviation
    FROM middle`;
  return row ?? { persons: 0, median: 0, deviation: 0 };
};

/** Persons with so many visits or more; all of their claims of the month become evidence. */
export const findOftenThere = (tx: Tx, { runId, month }: Run, limit: number): Promise<OftenThere[]> =>
  tx.db.$queryRaw<OftenThere[]>`
    WITH often AS MATERIALIZED (
      SELECT participant_id, count(*)::int AS visits FROM claims claim
      WHERE ${ofMonth('claim', month)} AND participant_id IS NOT NULL
      GROUP BY participant_id HAVING count(*) >= ${limit}),
    noted AS (${notingEvidence(Prisma.sql`
      SELECT ${runId}::uuid, ${FREQUENCY.code}, 'person', claim.participant_id::text, facility_code, encounter_key,
        claim_id, arrived_at, left_at, total_in_scope, fund_pays
      FROM claims claim JOIN often USING (participant_id) WHERE ${ofMonth('claim', month)}`)})
    SELECT participant_id::text AS "participantId", visits FROM often ORDER BY participant_id`;
