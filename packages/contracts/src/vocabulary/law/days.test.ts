import { addDays, isWeekend, localDate } from '../calendar';
import { DAYS_OFF_OF_YEAR, FIRST_CALENDAR_DAYS } from './days';

const YEARS = ['2025', '2026', '2027'];
const inYear = (year: string) => FIRST_CALENDAR_DAYS.filter(({ day }) => day.startsWith(year));
const days = FIRST_CALENDAR_DAYS.map(({ day }) => day);

/** The first day of the lunar year in Viet Nam (UTC+7), counted from the moments of the new moons. */
const TET: Readonly<Record<string, string>> = { 2025: '2025-01-29', 2026: '2026-02-17', 2027: '2027-02-06' };

describe('the first values of the calendar', () => {
  it('name each day once, in order, with its source', () => {
    expect(days).toEqual([...new Set(days)].sort());
    for (const { source } of FIRST_CALENDAR_DAYS) expect(source.length).toBeGreaterThan(10);
  });

  it.each(YEARS)('hold all days off that the law gives for %s', (year) => {
    const off = inYear(year).filter(({ kind }) => kind === 'off');
    expect(off.length).toBeGreaterThanOrEqual(DAYS_OFF_OF_YEAR);
    for (const day of ['01-01', '04-30', '05-01', '09-02']) expect(days).toContain(`${year}-${day}`);
  });

  it.each(YEARS)('hold five days of Tet around its first one in %s', (year) => {
    const tet = inYear(year).filter(({ name }) => name === 'Tết Nguyên đán');
    expect(tet).toHaveLength(5);
    expect(tet.map(({ day }) => day)).toContain(TET[year]);
    expect(tet.map(({ day }) => day)).toEqual(
      tet.map((_day, index) => addDays(tet[0]?.day ?? localDate('2000-01-01'), index)),
    );
  });

  it('give another day for each day off that falls on a weekend, and a working one for each exchanged day', () => {
    for (const year of YEARS) {
      const named = (pattern: RegExp) => inYear(year).filter(({ name }) => pattern.test(name)).length;
      const onWeekends = inYear(year).filter(({ day, kind }) => kind === 'off' && isWeekend(day)).length;
      expect([year, named(/^Nghỉ bù/)]).toEqual([year, onWeekends]);
      expect([year, named(/^Nghỉ hoán đổi/)]).toEqual([year, named(/^Làm bù/)]);
    }
  });

  it('let people work on weekends alone', () => {
    expect(FIRST_CALENDAR_DAYS.filter(({ kind, day }) => kind === 'working' && !isWeekend(day))).toEqual([]);
  });

  it('say of the days of Tet 2027 that no notice was seen', () => {
    const tet = inYear('2027').filter(({ name }) => name.endsWith('Tết Nguyên đán'));
    expect(tet.map(({ confirmed }) => confirmed)).toEqual(new Array(7).fill(false));
  });
});
