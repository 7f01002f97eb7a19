import { Rejection } from '@ansinh/contracts/catalogue/problems';
import { type LocalDate, localDate } from '@ansinh/contracts/vocabulary/calendar';
import type { LawName } from '@ansinh/contracts/vocabulary/law/registry';
import type { LawValue } from '@ansinh/contracts/vocabulary/law/values';
import {
  type Entry,
  historyOf,
  nextVersion,
  requireCovered,
  requireFittingDay,
  requireFittingValue,
  requireNote,
  type Saying,
  withdrawalOf,
} from './law-value.rules';

const day = (text: string): LocalDate => localDate(text);
const JULY = day('2027-07-01');
const said: Saying = { value: '2700000', source: 'Decree 1/2027', note: null };
const entry = (firstDay: LocalDate, version: number, saying: Saying, parameter: LawName = 'base-salary'): Entry => ({
  ...saying,
  parameter,
  firstDay,
  version,
  setAt: new Date('2026-10-05T01:30:00Z'),
  setBy: 'officer',
});
const refusalOf = (work: () => unknown): Pick<Rejection, 'code' | 'params'> | undefined => {
  try {
    work();
  } catch (error) {
    if (error instanceof Rejection) return { code: error.code, params: error.params };
    throw error;
  }
  return undefined;
};

describe('what is said of a value', () => {
  it('begins with version 1, after the version 0 of what the platform came with', () => {
    const history = historyOf('base-salary', [entry(JULY, 1, said)]);
    expect(history.map(({ firstDay, version }) => `${firstDay} ${version}`)).toEqual([
      '2027-07-01 1',
      '2026-07-01 0',
      '2024-07-01 0',
      '2023-07-01 0',
      '2019-07-01 0',
    ]);
    expect(nextVersion([], said)).toBe(1);
    expect(nextVersion(history.slice(1, 2), said)).toBe(1);
  });

  it('is no new version when it was said before, in whatever order a table names its parts', () => {
    expect(nextVersion([entry(JULY, 3, said)], said)).toBeUndefined();
    for (const change of [{ value: '2700001' }, { source: 'Decree 2/2027' }, { note: 'found late' }])
      expect(nextVersion([entry(JULY, 3, said)], { ...said, ...change })).toBe(4);
    const days = { ...said, value: { late: 3, urged: 31, evasion: 61 } };
    const turned = { ...said, value: { evasion: 61, late: 3, urged: 31 } };
    expect(nextVersion([entry(JULY, 1, days, 'arrears-days')], turned)).toBeUndefined();
  });

  it('is withdrawn with a reason, once, and can be said again', () => {
    const withdrawal = withdrawalOf([entry(JULY, 1, said)], 'wrong year');
    expect(withdrawal).toEqual({ value: null, source: 'wrong year', note: null });
    if (withdrawal === undefined) return;
    const history = [entry(JULY, 2, withdrawal)];
    expect(nextVersion(history, { ...withdrawal, source: 'once more' })).toBeUndefined();
    expect(nextVersion(history, said)).toBe(3);
    expect(withdrawalOf([], 'nothing there')).toBeUndefined();
  });
});

describe('a value is refused', () => {
  it.each([
    ['base-salary', '2027-07-13', undefined],
    ['pension-raise', '2027-07-01', undefined],
    ['pension-raise', '2027-07-13', 'law.first-day-wrong'],
    ['wage-indices', '2027-01-01', undefined],
    ['wage-indices', '2027-07-01', 'law.first-day-wrong'],
  ] as const)('of %s from %s: %s', (parameter, firstDay, code) => {
    expect(refusalOf(() => requireFittingDay({ parameter, firstDay: day(firstDay) }))?.code).toBe(code);
  });

  it.each<[LawName, LawValue, readonly string[]]>([
    ['base-salary', 2_700_000, ['/value']],
    ['arrears-days', { late: 3, urged: 0, evasion: 61 }, ['/value/urged', '/value']],
    ['household-health-rate', { rate: '45000', percentByPlace: ['100', '170'] }, ['/value/percentByPlace/1']],
    ['base-salary', '2700000', []],
  ])('of %s that is %j, at %j', (parameter, value, pointers) => {
    const refusal = refusalOf(() => requireFittingValue(parameter, value));
    expect(refusal?.code).toBe(pointers.length === 0 ? undefined : 'request.invalid');
    expect((refusal?.params.errors ?? []).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('when it begins in the past and nothing says why', () => {
    expect(refusalOf(() => requireNote(day('2026-10-04'), day('2026-10-05'), null))?.code).toBe('law.note-missing');
    expect(refusalOf(() => requireNote(day('2026-10-04'), day('2026-10-05'), 'the decree came late'))).toBeUndefined();
    expect(refusalOf(() => requireNote(day('2026-10-05'), day('2026-10-05'), null))).toBeUndefined();
  });

  it('when its withdrawal would leave days without law', () => {
    const withdrawn = (parameter: LawName, firstDay: string) => {
      const place = { parameter, firstDay: day(firstDay) };
      const gone = entry(place.firstDay, 1, { value: null, source: 'x', note: null }, parameter);
      return refusalOf(() => requireCovered(place, historyOf(parameter, [gone])))?.code;
    };
    expect(withdrawn('base-salary', '2026-07-01')).toBeUndefined();
    expect(withdrawn('base-salary', '2019-07-01')).toBe('law.nothing-before');
    expect(withdrawn('advance-percent', '2015-01-01')).toBe('law.nothing-before');
    // A year without its indices is one that no pension is computed in.
    expect(withdrawn('wage-indices', '2025-01-01')).toBeUndefined();
  });
});
