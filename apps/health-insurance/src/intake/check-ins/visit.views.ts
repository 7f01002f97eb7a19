import type { Visit } from '@ansinh/contracts/health-insurance/reception.api';
import { type Hundredths, hundredthsText } from '@ansinh/contracts/vocabulary/money';
import type { Tx } from '../../kit';

const VISITS_MAX = 200;

type VisitRow = {
  claim_id: string | null;
  facility_code: string;
  arrived_at: Date;
  left_at: Date | null;
  status: string;
  fund_pays: Hundredths | null;
  co_payment: Hundredths | null;
};

/** The newest visits of a participant: check-ins and claims of the same encounter are one visit. */
export const listVisits = async (db: Tx['db'], participantId: string): Promise<Visit[]> => {
  const rows = await db.$queryRaw<VisitRow[]>`
    SELECT claim.claim_id::text, coalesce(claim.facility_code, entry.facility_code) AS facility_code,
      coalesce(claim.arrived_at, entry.arrived_at) AS arrived_at, claim.left_at,
      coalesce(claim.status, 'checked-in') AS status, coalesce(claim.fund_pays, claim.fund_claimed) AS fund_pays,
      claim.co_payment
    FROM (SELECT * FROM claims WHERE participant_id = ${participantId}::uuid) AS claim
    FULL JOIN (SELECT * FROM check_ins WHERE participant_id = ${participantId}::uuid) AS entry
      ON entry.facility_code = claim.facility_code AND entry.encounter_key = claim.encounter_key
    ORDER BY arrived_at DESC LIMIT ${VISITS_MAX}`;
  return rows.map((row) => ({
    claimId: row.claim_id,
    facilityCode: row.facility_code,
    arrivedAt: row.arrived_at.toISOString(),
    leftAt: row.left_at?.toISOString() ?? null,
    status: row.status,
    fundPays: row.fund_pays === null ? null : hundredthsText(row.fund_pays),
    coPayment: row.co_payment === null ? null : hundredthsText(row.co_payment),
  }));
};
