import type { PastVisit } from '@ansinh/contracts/health-insurance/reception.api';
import { careTypeOf } from '../../claim/care-types/care-types';
import type { Tx } from '../../kit';
import { visitsOf } from '../check-ins/visits.sql';

const HISTORY_DAYS = 183;
const VISITS_MAX = 20;
const DAY_MS = 86_400_000;

/** KET_QUA_DTRI (QD 3176/QD-BYT, XML1 field 41). */
const RESULTS: Readonly<Record<string, string>> = {
  '1': 'Khỏi',
  '2': 'Đỡ',
  '3': 'Không thay đổi',
  '4': 'Nặng hơn',
  '5': 'Tử vong',
  '6': 'Tiên lượng nặng xin về',
  '7': 'Chưa xác định',
  '8': 'Tử vong ngoại viện',
};

type Row = {
  facility_code: string;
  facility_name: string | null;
  arrived_at: Date;
  left_at: Date | null;
  care_type: string | null;
  result: string | null;
};

const pastVisitOf = (row: Row): PastVisit => ({
  facilityCode: row.facility_code,
  facilityName: row.facility_name,
  arrivedAt: row.arrived_at.toISOString(),
  leftAt: row.left_at?.toISOString() ?? null,
  careType: row.care_type === null ? null : { code: row.care_type, nameVi: careTypeOf(row.care_type).nameVi },
  result: row.result === null ? null : { code: row.result, nameVi: RESULTS[row.result] ?? `Mã kết quả ${row.result}` },
});

/** The newest visits of a person at all facilities in the last six months. */
export const listPastVisits = async ({ db, now }: Tx, participantId: string): Promise<PastVisit[]> => {
  const since = new Date(now.getTime() - HISTORY_DAYS * DAY_MS);
  const rows = await db.$queryRaw<Row[]>`
    WITH visits AS (${visitsOf(participantId, since)})
    SELECT facility_code, (SELECT name FROM facilities WHERE facilities.facility_code = visit.facility_code) AS facility_name,
      arrived_at, left_at, coalesce(care_type, checked_in -> 0 ->> 'MA_LOAI_KCB') AS care_type,
      (SELECT fields ->> 'KET_QUA_DTRI' FROM claim_rows WHERE claim_rows.claim_id = visit.claim_id
        AND claim_rows.version = visit.version AND table_name = 'XML1' LIMIT 1) AS result
    FROM visits AS visit ORDER BY arrived_at DESC LIMIT ${VISITS_MAX}`;
  return rows.map(pastVisitOf);
};
