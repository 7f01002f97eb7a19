import type { Visit } from '@ansinh/contracts/health-insurance/reception.api';
import { type Hundredths, hundredthsText } from '@ansinh/contracts/vocabulary/money';
import type { Tx } from '../../kit';
import { visitsOf } from './visits.sql';

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

/** The newest visits of a participant. */
export const listVisits = async (db: Tx['db'], participantId: string): Promise<Visit[]> => {
  const rows = await db.$queryRaw<VisitRow[]>`
    WITH visits AS (${visitsOf(participantId)})
    SELECT claim_id::text, facility_code, arrived_at, left_at, coalesce(status, 'checked-in') AS status,
      coalesce(fund_pays, fund_claimed) AS fund_pays, co_payment
    FROM visits ORDER BY arrived_at DESC LIMIT ${VISITS_MAX}`;
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
