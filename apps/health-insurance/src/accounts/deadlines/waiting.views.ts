import type { KnownDeadlineStep } from '@ansinh/contracts/health-insurance/deadlines';
import {
  addDays,
  addMonths,
  firstDayOf,
  type LocalDate,
  monthOf,
  quarterOf,
  vietNamDate,
  type YearMonth,
} from '@ansinh/contracts/vocabulary/calendar';
import type { Hundredths } from '@ansinh/contracts/vocabulary/money';
import { localDateOf } from '@ansinh/database';
import { areStanding, areWaiting } from '../../claim/claim-status.sql';
import { findClosedPeriods } from '../../claim/periods/closed-period.views';
import { isQuarter, lastDayOfPeriod, nextQuarter, type Period } from '../../claim/periods/period.rules';
import type { Tx } from '../../kit';
import type { Waiting } from './deadline.rules';
import { CERTIFICATE_DAYS } from './step.rules';

type Db = Tx['db'];

type DayRow = { facility_code: string; step: KnownDeadlineStep; day: Date; answered: Date | null; count: number };

/**
 * Claims that wait for a correction, the appraisal, an explanation or the decision on one, and settlements for their
 * payment: by facility and day. A claim that came back, by the day of its answer as well: its newest one.
 */
const listByDay = (db: Db, facility: string | null): Promise<DayRow[]> => db.$queryRaw<DayRow[]>`
  SELECT claim.facility_code, CASE claim.status WHEN 'returned' THEN 'claim-correction' ELSE 'appraisal' END AS step,
    ((CASE claim.status WHEN 'returned' THEN claim.left_at ELSE claim.received_at END) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day,
    ((CASE claim.status WHEN 'returned' THEN coalesce(sent_back.decided_at, sent.appraised_at, claim.received_at) END)
      AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS answered,
    count(*)::int AS count
  FROM claims AS claim LEFT JOIN claim_versions AS sent USING (claim_id, version)
    LEFT JOIN LATERAL (SELECT max(decided_at) AS decided_at FROM claim_decisions AS decided
      WHERE decided.claim_id = claim.claim_id AND decided.version = claim.version AND decided.result = 'return')
      AS sent_back ON claim.status = 'returned'
  WHERE ${areWaiting('claim')} AND (${facility}::text IS NULL OR claim.facility_code = ${facility})
  GROUP BY claim.facility_code, claim.status, day, answered
  UNION ALL
  SELECT claim.facility_code, 'explanation', (sent.appraised_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, NULL::date,
    count(*)::int
  FROM claims AS claim JOIN claim_versions AS sent USING (claim_id, version)
    JOIN claim_findings AS finding USING (claim_id, version)
  WHERE claim.open_questions > 0 AND finding.severity = 'ask'
    AND (${facility}::text IS NULL OR claim.facility_code = ${facility})
    AND NOT EXISTS (SELECT FROM claim_explanations AS told WHERE told.claim_id = finding.claim_id
      AND told.version = finding.version AND told.position = finding.position)
    AND NOT EXISTS (SELECT FROM claim_decisions AS decided WHERE decided.claim_id = finding.claim_id
      AND decided.version = finding.version AND decided.question = finding.position)
  GROUP BY claim.facility_code, (sent.appraised_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
  UNION ALL
  SELECT claim.facility_code, 'explanation-decision', (told.explained_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date,
    NULL::date, count(*)::int
  FROM claims AS claim JOIN claim_explanations AS told USING (claim_id, version)
  WHERE claim.open_questions > 0 AND (${facility}::text IS NULL OR claim.facility_code = ${facility})
    AND NOT EXISTS (SELECT FROM claim_decisions AS decided WHERE decided.claim_id = told.claim_id
      AND decided.version = told.version AND decided.question = told.position)
  GROUP BY claim.facility_code, (told.explained_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
  UNION ALL
  SELECT facility_code, 'settlement-payment', (approved_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, NULL::date, count(*)::int
  FROM settlements
  WHERE status = 'approved' AND (${facility}::text IS NULL OR facility_code = ${facility})
  GROUP BY facility_code, (approved_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`;

/**
 * The last day of the certificates of a facility that has a contract: they end soon, or have ended, and there is no later
 * one.
 */
const listEndingCertificates = (db: Db, facility: string | null, today: LocalDate): Promise<DayRow[]> =>
  db.$queryRaw<DayRow[]>`
  SELECT facility_code, 'certificate-renewal' AS step, (max(valid_to) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day,
    NULL::date AS answered, 1 AS count
  FROM facility_certificates JOIN facilities USING (facility_code)
  WHERE revoked_at IS NULL AND contract_to >= ${today}::date
    AND (${facility}::text IS NULL OR facility_code = ${facility})
  GROUP BY facility_code
  HAVING (max(valid_to) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <= ${addDays(today, CERTIFICATE_DAYS)}::date`;

const waitingSince = ({ facility_code: facilityCode, step, day, answered, count }: DayRow): Waiting => {
  const date = localDateOf(day);
  const since = { day: date, period: monthOf(date) };
  return {
    facilityCode,
    step,
    count,
    since: answered === null ? since : { ...since, answeredOn: localDateOf(answered) },
  };
};

type MonthRow = { facility_code: string; month: YearMonth };

/**
 * Months that are over, with claims of the facility that are in its summary. Each month is asked for by the index: millions
 * of claims have a few thousand of them.
 */
const listMonths = (db: Db, facility: string | null, today: LocalDate): Promise<MonthRow[]> =>
  db.$queryRaw<MonthRow[]>`
  SELECT known.facility_code, to_char(day, 'YYYY-MM') AS month
  FROM facilities AS known
    CROSS JOIN LATERAL (SELECT min(settlement_month) AS first_month FROM claims AS oldest
      WHERE oldest.facility_code = known.facility_code) AS since
    CROSS JOIN LATERAL generate_series(to_date(since.first_month, 'YYYY-MM')::timestamp,
      ${firstDayOf(addMonths(monthOf(today), -1))}::date::timestamp, interval '1 month') AS day
  WHERE (${facility}::text IS NULL OR known.facility_code = ${facility})
    AND EXISTS (SELECT FROM claims AS claim WHERE claim.facility_code = known.facility_code
      AND claim.settlement_month = to_char(day, 'YYYY-MM') AND ${areStanding('claim')})`;

type Reported = {
  readonly facilityCode: string;
  readonly period: Period;
  readonly reportedAt: Date;
  readonly fundClaimed: Hundredths;
};

const listReports = (db: Db, facility: string | null): Promise<Reported[]> => db.$queryRaw<Reported[]>`
  SELECT facility_code AS "facilityCode", period, reported_at AS "reportedAt", fund_claimed AS "fundClaimed"
  FROM summary_reports WHERE ${facility}::text IS NULL OR facility_code = ${facility}`;

const keyOf = (facilityCode: string, period: string): string => `${facilityCode}/${period}`;

const missingSummaries = (months: readonly MonthRow[], reports: readonly Reported[], today: LocalDate): Waiting[] => {
  const reported = new Set(reports.map(({ facilityCode, period }) => keyOf(facilityCode, period)));
  const current = quarterOf(monthOf(today));
  const expected = new Map<string, Waiting>();
  const expect = (facilityCode: string, period: Period): void => {
    const step = isQuarter(period) ? 'quarterly-summary' : 'monthly-summary';
    if (reported.has(keyOf(facilityCode, period))) return;
    const since = { day: lastDayOfPeriod(period), period };
    expected.set(keyOf(facilityCode, period), { facilityCode, step, count: 1, since });
  };
  for (const { facility_code: facilityCode, month } of months) {
    expect(facilityCode, month);
    if (quarterOf(month) < current) expect(facilityCode, quarterOf(month));
  }
  return [...expected.values()];
};

/** What the agency owes after a quarterly report: its result (the closing), and the advance of the next quarter. */
const owedAfterReports = async (db: Db, reports: readonly Reported[]): Promise<Waiting[]> => {
  const closed = await findClosedPeriods(db);
  const paid = await db.advance.findMany({ where: { status: 'paid' }, select: { facilityCode: true, quarter: true } });
  const advanced = new Set(paid.map(({ facilityCode, quarter }) => keyOf(facilityCode, quarter)));
  return reports.flatMap(({ facilityCode, period, reportedAt, fundClaimed }): Waiting[] => {
    if (!isQuarter(period)) return [];
    const day = vietNamDate(reportedAt);
    const next = nextQuarter(period);
    const isAdvanced = fundClaimed === 0n || advanced.has(keyOf(facilityCode, next)) || closed.has(next);
    return [
      ...(closed.has(period)
        ? []
        : [{ facilityCode, step: 'quarterly-result', count: 1, since: { day, period } } as const]),
      ...(isAdvanced ? [] : [{ facilityCode, step: 'advance', count: 1, since: { day, period: next } } as const]),
    ];
  });
};

/** All work that waits on a day, of one facility or of all. */
export const listWaiting = async (db: Db, facility: string | null, today: LocalDate): Promise<Waiting[]> => {
  const reports = await listReports(db, facility);
  return [
    ...(await listByDay(db, facility)).map(waitingSince),
    ...(await listEndingCertificates(db, facility, today)).map(waitingSince),
    ...missingSummaries(await listMonths(db, facility, today), reports, today),
    ...(await owedAfterReports(db, reports)),
  ];
};
