import { z } from 'zod';
import { type LocalDate, localDate } from '../calendar';

export const DayKind = z.enum(['off', 'working']).meta({
  id: 'DayKind',
  description: '`off`: nobody works on the day. `working`: a weekend that is worked in place of another day',
});
export type DayKind = z.infer<typeof DayKind>;

/** A day that differs from what its weekday says, or a day off by law that falls on a weekend. */
export type CalendarDay = {
  readonly day: LocalDate;
  readonly kind: DayKind;
  readonly name: string;
  /** The law, decree or notice, and where its text was seen. */
  readonly source: string;
  /** False while it is expected only: no notice was seen that says so. */
  readonly confirmed: boolean;
};

/** Days off that the law gives in a year (Labour Code 45/2019/QH14 Art 112): a year with fewer is not entered completely. */
export const DAYS_OFF_OF_YEAR = 11;

const LAW = 'Labour Code 45/2019/QH14 Art 112';
const IN_PLACE = 'Labour Code 45/2019/QH14 Art 111(3): the next working day for a day off on a weekend';
const LUNAR = `${LAW}; day by the lunar calendar of Viet Nam`;
const NOTICE_2025 = 'yearly notice of 2024-12 (as the press of 2024-11 and 2024-12 has it)';
const EXPECTED_2026 = 'yearly notice for 2026, from memory: compare it';
const EXPECTED_2027 = 'no notice for 2027 was seen';
const CULTURE = 'Resolution 30/NQ-CP of 2026-02; the change of the Labour Code is pending';

const NEW_YEAR = 'Tết Dương lịch';
const TET = 'Tết Nguyên đán';
const HUNG_KINGS = 'Giỗ Tổ Hùng Vương';
const VICTORY = 'Ngày Chiến thắng';
const LABOUR = 'Ngày Quốc tế lao động';
const NATIONAL = 'Quốc khánh';

type Row = readonly [day: string, kind: DayKind, name: string, source: string, confirmed: boolean];

const ROWS: readonly Row[] = [
  ['2025-01-01', 'off', NEW_YEAR, LAW, true],
  ['2025-01-27', 'off', TET, `${LAW}; ${NOTICE_2025}`, true],
  ['2025-01-28', 'off', TET, `${LAW}; ${NOTICE_2025}`, true],
  ['2025-01-29', 'off', TET, `${LAW}; ${NOTICE_2025}`, true],
  ['2025-01-30', 'off', TET, `${LAW}; ${NOTICE_2025}`, true],
  ['2025-01-31', 'off', TET, `${LAW}; ${NOTICE_2025}`, true],
  ['2025-04-07', 'off', HUNG_KINGS, LUNAR, true],
  ['2025-04-26', 'working', 'Làm bù ngày 02/5/2025', NOTICE_2025, true],
  ['2025-04-30', 'off', VICTORY, LAW, true],
  ['2025-05-01', 'off', LABOUR, LAW, true],
  ['2025-05-02', 'off', 'Nghỉ hoán đổi với ngày 26/4/2025', NOTICE_2025, true],
  ['2025-09-01', 'off', NATIONAL, `${LAW}; ${NOTICE_2025}`, true],
  ['2025-09-02', 'off', NATIONAL, LAW, true],
  ['2026-01-01', 'off', NEW_YEAR, LAW, true],
  [
    '2026-01-02',
    'off',
    'Nghỉ hoán đổi với ngày 10/01/2026',
    'decision of the Government of 2025-12-25 (press of that day)',
    true,
  ],
  [
    '2026-01-10',
    'working',
    'Làm bù ngày 02/01/2026',
    'decision of the Government of 2025-12-25 (press of that day)',
    true,
  ],
  ['2026-02-16', 'off', TET, `${LAW}; yearly notice for 2026 (press of 2025)`, true],
  ['2026-02-17', 'off', TET, `${LAW}; yearly notice for 2026 (press of 2025)`, true],
  ['2026-02-18', 'off', TET, `${LAW}; yearly notice for 2026 (press of 2025)`, true],
  ['2026-02-19', 'off', TET, `${LAW}; yearly notice for 2026 (press of 2025)`, true],
  ['2026-02-20', 'off', TET, `${LAW}; yearly notice for 2026 (press of 2025)`, true],
  ['2026-04-26', 'off', HUNG_KINGS, LUNAR, true],
  ['2026-04-27', 'off', 'Nghỉ bù Giỗ Tổ Hùng Vương', IN_PLACE, true],
  ['2026-04-30', 'off', VICTORY, LAW, true],
  ['2026-05-01', 'off', LABOUR, LAW, true],
  ['2026-08-22', 'working', 'Làm bù ngày 31/8/2026', EXPECTED_2026, false],
  ['2026-08-31', 'off', 'Nghỉ hoán đổi với ngày 22/8/2026', EXPECTED_2026, false],
  ['2026-09-01', 'off', NATIONAL, `${LAW}; the second day by the yearly notice`, true],
  ['2026-09-02', 'off', NATIONAL, LAW, true],
  ['2026-11-24', 'off', 'Ngày Văn hóa Việt Nam', CULTURE, false],
  ['2027-01-01', 'off', NEW_YEAR, LAW, true],
  ['2027-02-05', 'off', TET, `${LUNAR}; ${EXPECTED_2027}`, false],
  ['2027-02-06', 'off', TET, `${LUNAR}; ${EXPECTED_2027}`, false],
  ['2027-02-07', 'off', TET, `${LUNAR}; ${EXPECTED_2027}`, false],
  ['2027-02-08', 'off', TET, `${LUNAR}; ${EXPECTED_2027}`, false],
  ['2027-02-09', 'off', TET, `${LUNAR}; ${EXPECTED_2027}`, false],
  ['2027-02-10', 'off', 'Nghỉ bù Tết Nguyên đán', `${IN_PLACE}; ${EXPECTED_2027}`, false],
  ['2027-02-11', 'off', 'Nghỉ bù Tết Nguyên đán', `${IN_PLACE}; ${EXPECTED_2027}`, false],
  ['2027-04-16', 'off', HUNG_KINGS, LUNAR, true],
  ['2027-04-30', 'off', VICTORY, LAW, true],
  ['2027-05-01', 'off', LABOUR, LAW, true],
  ['2027-05-03', 'off', 'Nghỉ bù Ngày Quốc tế lao động', IN_PLACE, true],
  ['2027-09-02', 'off', NATIONAL, LAW, true],
  ['2027-09-03', 'off', NATIONAL, `${LAW}; the second day by the yearly notice; ${EXPECTED_2027}`, false],
  ['2027-11-24', 'off', 'Ngày Văn hóa Việt Nam', CULTURE, false],
];

/**
 * What every service knows before anybody has entered a day. Enrollment takes changes (`PUT /v1/calendar-days/:day`) and tells
 * them as CalendarDaySet; a day that was told counts in place of the one here.
 */
export const FIRST_CALENDAR_DAYS: readonly CalendarDay[] = ROWS.map(([day, kind, name, source, confirmed]) => ({
  day: localDate(day),
  kind,
  name,
  source,
  confirmed,
}));
