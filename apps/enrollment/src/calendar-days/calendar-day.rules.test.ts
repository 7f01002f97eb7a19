import { Rejection } from '@ansinh/contracts/catalogue/problems';
import { addDays, type LocalDate, localDate } from '@ansinh/contracts/vocabulary/calendar';
import fc from 'fast-check';
import {
  calendarFrom,
  type Entry,
  FIRST_ENTRIES,
  historyOf,
  nextVersion,
  requireFittingKind,
  type Saying,
  withdrawalOf,
} from './calendar-day.rules';

const DAY = localDate('2026-12-25');
const TET = localDate('2027-02-05');
const off: Saying = { kind: 'off', name: 'Nghỉ', source: 'Notice 1', confirmed: false };
const entry = (day: LocalDate, version: number, saying: Saying): Entry => ({
  ...saying,
  day,
  version,
  setAt: new Date('2026-10-05T01:30:00Z'),
  setBy: 'officer',
});

describe('what is said of a day', () => {
  it('begins with version 1, after the version 0 of a day that the platform knows', () => {
    expect(nextVersion(historyOf(DAY, []), off)).toBe(1);
    expect(nextVersion(historyOf(TET, []), { ...off, confirmed: true })).toBe(1);
    expect(historyOf(TET, [entry(TET, 1, off)]).map(({ version }) => version)).toEqual([1, 0]);
  });

  it('is no new version when it was said before', () => {
    const history = [entry(DAY, 3, off)];
    expect(nextVersion(history, off)).toBeUndefined();
    for (const change of [{ confirmed: true }, { name: 'Bù' }, { source: 'Notice 2' }, { kind: 'working' as const }])
      expect(nextVersion(history, { ...off, ...change })).toBe(4);
    const [tet] = historyOf(TET, []);
    expect(tet === undefined ? 'none' : nextVersion([tet], tet)).toBeUndefined();
  });

  it('is withdrawn with a reason, once, and can be said again', () => {
    const withdrawal = withdrawalOf([entry(DAY, 1, off)], 'wrong year');
    expect(withdrawal).toEqual({ kind: null, name: 'Nghỉ', source: 'wrong year', confirmed: true });
    if (withdrawal === undefined) return;
    expect(nextVersion([entry(DAY, 2, withdrawal)], { ...withdrawal, source: 'once more' })).toBeUndefined();
    expect(nextVersion([entry(DAY, 2, withdrawal)], off)).toBe(3);
    expect(withdrawalOf([], 'nothing there')).toBeUndefined();
  });

  it('makes work of a weekend alone', () => {
    expect(() => requireFittingKind(DAY, 'working')).toThrow(Rejection);
    expect(() => requireFittingKind(localDate('2026-12-26'), 'working')).not.toThrow();
    expect(() => requireFittingKind(localDate('2026-12-26'), 'off')).not.toThrow();
  });
});

describe('the calendar', () => {
  it('is that of the newest versions, whatever order they are read in', () => {
    const any = fc.record({
      day: fc.integer({ min: 0, max: 9 }).map((offset) => addDays(TET, offset)),
      version: fc.integer({ min: 1, max: 6 }),
      kind: fc.constantFrom<Saying['kind']>('off', 'working', null),
    });
    const distinct = fc.uniqueArray(any, { maxLength: 30, selector: ({ day, version }) => `${day} ${version}` });
    fc.assert(
      fc.property(distinct, (said) => {
        const entries = said.map(({ day, version, kind }) => entry(day, version, { ...off, kind }));
        const { days } = calendarFrom(entries);
        expect(days.map(({ day }) => day)).toEqual([...days.map(({ day }) => day)].sort());
        for (const { day } of [...FIRST_ENTRIES, ...entries]) {
          const versions = [...FIRST_ENTRIES, ...entries].filter((one) => one.day === day);
          const newest = versions.sort((one, other) => other.version - one.version)[0];
          expect(days.find((one) => one.day === day)?.kind ?? null).toBe(newest?.kind);
        }
      }),
      { seed: 20_261_129, numRuns: 200 },
    );
  });

  it('says which years are entered completely', () => {
    expect(calendarFrom([]).completeYears).toEqual([2025, 2026, 2027]);
    const gone = ['01-01', '04-30'].map((day) => entry(localDate(`2025-${day}`), 1, { ...off, kind: null }));
    expect(calendarFrom(gone).completeYears).toEqual([2026, 2027]);
  });
});
