import { Prisma } from '../../generated/prisma/client';

/**
 * The visits of a participant, of all time or since an instant. Check-ins and claims of one encounter are one visit, of
 * which either may be missing: without a claim it has no `claim_id`, without a check-in no `checked_in` rows.
 */
export const visitsOf = (participantId: string, since?: Date): Prisma.Sql => {
  const wanted = Prisma.sql`participant_id = ${participantId}::uuid
    ${since === undefined ? Prisma.empty : Prisma.sql`AND arrived_at >= ${since}`}`;
  return Prisma.sql`
    SELECT claim.claim_id, claim.version, coalesce(claim.facility_code, entry.facility_code) AS facility_code,
      coalesce(claim.arrived_at, entry.arrived_at) AS arrived_at, claim.left_at, claim.status, claim.care_type,
      claim.fund_pays, claim.fund_claimed, claim.co_payment, entry.rows AS checked_in
    FROM (SELECT * FROM claims WHERE ${wanted}) AS claim
    FULL JOIN (SELECT * FROM check_ins WHERE ${wanted}) AS entry
      ON entry.facility_code = claim.facility_code AND entry.encounter_key = claim.encounter_key`;
};
