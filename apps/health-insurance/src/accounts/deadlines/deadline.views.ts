import type { Deadline, DeadlineStep } from '@ansinh/contracts/health-insurance/settlements.api';
import {
  earlier,
  type LocalDate,
  monthOf,
  quarterOf,
  vietNamDate,
  type YearMonth,
} from '@ansinh/contracts/vocabulary/calendar';
import type { Hundredths } from '@ansinh/contracts/vocabulary/money';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { localDateOf } from '@ansinh/database';
import { areStanding, areWaiting } from '../../claim/claim-status.sql';
import { findClosedPeriods } from '../../claim/periods/closed-period.views';
import { isQuarter, nextQuarter, type Period } from '../../claim/periods/period.rules';
import type { Tx } from '../../kit';
import { facilityScope } from '../../registers/facilities/facility-scope.rules';
import { holidaySet } from '../../registers/holidays/holiday.views';
import {
  advanceDue,
  appraisalDue,
  correctionDue,
  explanationDue,
  paymentDue,
  resultDue,
  summaryDue,
} from '../../registers/holidays/term.rules';
import type { Holidays } from '../../registers/holidays/working-day.rules';
import { daysOverdue, STEPS } from './deadline.rules';

type Db = Tx['db'];

/** Work that waits since a day: claims, settlements, a summary. */
type Waiting = {
  readonly facilityCode: string;
  readonly step: DeadlineStep;
  /** Month, quarter, or the month of the day for work without a period. */
  readonly period: Period;
  readonly count: number;
  readonly dueOn: LocalDate;
};

type DayRow = { facility_code: string; status: string; day: Date; count: number };

/** Claims that wait for a correction, the appraisal or an explanation, and settlements for their payment: by facility and day. */
const listByDay = (db: Db, facility: string | null): Promise<DayRow[]> => db.$queryRaw<DayRow[]>`
  SELECT facility_code, status,
    ((CASE status WHEN 'returned' THEN left_at ELSE received_at END) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day,
    count(*)::int AS count
  FROM claims
  WHERE ${areWaiting('claims')} AND (${facility}::text IS NULL OR facility_code = ${facility})
  GROUP BY facility_code, status, day
  UNION ALL
  SELECT claim.facility_code, 'question', (sent.appraised_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, count(*)::int
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
  SELECT facility_code, 'settlement', (approved_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, count(*)::int
  FROM settlements
  WHERE status = 'approved' AND (${facility}::text IS NULL OR facility_code = ${facility})
  GROUP BY facility_code, (approved_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`;

const STEP_OF: Readonly<
  Record<string, { step: DeadlineStep; due: (day: LocalDate, holidays: Holidays) => LocalDate }>
> = {
  returned: { step: 'claim-correction', due: correctionDue },
  received: { step: 'appraisal', due: appraisalDue },
  question: { step: 'explanation', due: explanationDue },
  settlement: { step: 'settlement-payment', due: paymentDue },
};

const waitingByDay = (rows: readonly DayRow[], holidays: Holidays): Waiting[] =>
  rows.flatMap(({ facility_code: facilityCode, status, day, count }): Waiting[] => {
    const known = STEP_OF[status];
    if (known === undefined) return [];
    const date = localDateOf(day);
    return [{ facilityCode, step: known.step, period: monthOf(date), count, dueOn: known.due(date, holidays) }];
  });

type MonthRow = { facility_code: string; month: YearMonth };

/** Months that are over, with claims of the facility that are in its summary. */
const listMonths = (db: Db, facility: string | null, today: LocalDate): Promise<MonthRow[]> =>
  db.$queryRaw<MonthRow[]>`
  SELECT DISTINCT facility_code, settlement_month AS month FROM claims
  WHERE ${areStanding('claims')} AND settlement_month < ${monthOf(today)}
    AND (${facility}::text IS NULL OR facility_code = ${facility})`;

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

const missingSummaries = (
  months: readonly MonthRow[],
  reports: readonly Reported[],
  { today, holidays }: { readonly today: LocalDate; readonly holidays: Holidays },
): Waiting[] => {
  const reported = new Set(reports.map(({ facilityCode, period }) => keyOf(facilityCode, period)));
  const current = quarterOf(monthOf(today));
  const expected = new Map<string, Waiting>();
  const expect = (facilityCode: string, period: Period): void => {
    const step = isQuarter(period) ? 'quarterly-summary' : 'monthly-summary';
    if (reported.has(keyOf(facilityCode, period))) return;
    const dueOn = summaryDue(period, holidays);
    expected.set(keyOf(facilityCode, period), { facilityCode, step, period, count: 1, dueOn });
  };
  for (const { facility_code: facilityCode, month } of months) {
    expect(facilityCode, month);
    if (quarterOf(month) < current) expect(facilityCode, quarterOf(month));
  }
  return [...expected.values()];
};

/** What the agency owes after a quarterly report: its result (the closing), and the advance of the next quarter. */
const owedAfterReports = async (db: Db, reports: readonly Reported[], holidays: Holidays): Promise<Waiting[]> => {
  const closed = await findClosedPeriods(db);
  const paid = await db.advance.findMany({ where: { status: 'paid' }, select: { facilityCode: true, quarter: true } });
  const advanced = new Set(paid.map(({ facilityCode, quarter }) => keyOf(facilityCode, quarter)));
  return reports.flatMap(({ facilityCode, period, reportedAt, fundClaimed }): Waiting[] => {
    if (!isQuarter(period)) return [];
    const reportedOn = vietNamDate(reportedAt);
    const next = nextQuarter(period);
    const result = { facilityCode, period, count: 1, dueOn: resultDue(period, reportedOn, holidays) };
    const advance = { facilityCode, period: next, count: 1, dueOn: advanceDue(reportedOn, holidays) };
    return [
      ...(closed.has(period) ? [] : [{ ...result, step: 'quarterly-result' as const }]),
      ...(fundClaimed === 0n || advanced.has(keyOf(facilityCode, next)) || closed.has(next)
        ? []
        : [{ ...advance, step: 'advance' as const }]),
    ];
  });
};

/** One line for a facility, step, period and state, with the earliest of its deadlines. */
const summedUp = (waiting: readonly Waiting[], today: LocalDate): Deadline[] => {
  const lines = new Map<string, Deadline>();
  for (const { facilityCode, step, period, count, dueOn } of waiting) {
    const status = today > dueOn ? 'overdue' : 'open';
    const key = [facilityCode, step, period, status].join('/');
    const known = lines.get(key);
    const first = known === undefined ? dueOn : earlier(dueOn, known.dueOn);
    const { owner, textVi, source } = STEPS[step];
    lines.set(key, {
      facilityCode,
      step,
      textVi,
      owner,
      period,
      count: (known?.count ?? 0) + count,
      dueOn: first,
      status,
      daysOverdue: daysOverdue(first, today),
      source,
    });
  }
  return [...lines.values()].sort(
    (one, other) => other.daysOverdue - one.daysOverdue || (one.dueOn < other.dueOn ? -1 : 1),
  );
};

export type DeadlineFilter = {
  readonly status?: Deadline['status'] | undefined;
  readonly facilityCode?: string | undefined;
};

/** What waits and since when, the longest overdue first. A facility sees what concerns itself. */
export const listDeadlines = async (
  { db, by, now }: Pick<Tx, 'db' | 'now'> & { readonly by: Principal },
  filter: DeadlineFilter,
): Promise<Deadline[]> => {
  const own = facilityScope(by).facilityCode;
  if (own !== undefined && filter.facilityCode !== undefined && filter.facilityCode !== own) return [];
  const facility = own ?? filter.facilityCode ?? null;
  const today = vietNamDate(now);
  const holidays = await holidaySet(db);
  const reports = await listReports(db, facility);
  const waiting = [
    ...waitingByDay(await listByDay(db, facility), holidays),
    ...missingSummaries(await listMonths(db, facility, today), reports, { today, holidays }),
    ...(await owedAfterReports(db, reports, holidays)),
  ];
  return summedUp(waiting, today).filter(({ status }) => filter.status === undefined || status === filter.status);
};
