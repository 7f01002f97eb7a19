import { addDays, type LocalDate, localDate } from '@ansinh/contracts/vocabulary/calendar';
import { findInForce, inForce } from '@ansinh/contracts/vocabulary/law/dated';
import { LAW, type LawParameter } from '@ansinh/contracts/vocabulary/law/registry';
import { lawValueOf } from '@ansinh/contracts/vocabulary/law/values';
import fc from 'fast-check';
import golden from '../testing/first-law.golden.json';
import { type EnteredValue, FIRST_LAW, LAW_NAMES, lawOf, mayBeginOn, tableOf } from './law.rules';

const RUNS = { seed: 20_261_130, numRuns: 500 };
const day = (text: string): LocalDate => localDate(text);
const JULY = day('2027-07-01');
const entered = (parameter: string, firstDay: LocalDate, value: unknown): EnteredValue => ({
  parameter,
  firstDay,
  value,
  source: 'Decree 1/2027',
});

describe('the law that the platform comes with', () => {
  it('is that of the tables of before it could be changed', () => {
    expect(Object.fromEntries(LAW_NAMES.map((name) => [name, lawValueOf({ rows: FIRST_LAW[name] })]))).toEqual(golden);
  });

  it.each(LAW_NAMES)('has the first values of %s as they are written down', (name) => {
    expect(FIRST_LAW[name]).toEqual(LAW[name].first);
  });
});

describe('a value that is entered', () => {
  it('holds from its first day on, and before it nothing has changed', () => {
    const law = lawOf([entered('base-salary', JULY, '2700000')]);
    expect(inForce(law['base-salary'], JULY)).toBe(2_700_000n);
    expect(inForce(law['base-salary'], addDays(JULY, -1))).toBe(2_530_000n);
    expect(law['base-salary'].slice(0, -2)).toEqual(FIRST_LAW['base-salary'].slice(0, -1));
    expect(law['regional-minimum-wage']).toEqual(FIRST_LAW['regional-minimum-wage']);
  });

  it('stands in place of a first value of the same day, and withdrawn lets the one before it hold on', () => {
    const [first] = [day('2026-07-01')];
    expect(inForce(lawOf([entered('base-salary', first, '2600000')])['base-salary'], first)).toBe(2_600_000n);
    expect(inForce(lawOf([entered('base-salary', first, null)])['base-salary'], first)).toBe(2_340_000n);
  });

  it('for a year ends with it', () => {
    const value = lawValueOf(inForce(FIRST_LAW['wage-indices'], day('2026-01-01')));
    const table = lawOf([entered('wage-indices', day('2028-01-01'), value)])['wage-indices'];
    expect(table.map(({ from, to }) => [from, to])).toEqual([
      ['2025-01-01', '2025-12-31'],
      ['2026-01-01', '2026-12-31'],
      ['2028-01-01', '2028-12-31'],
    ]);
  });

  it('of a parameter of a later release changes nothing here', () => {
    expect(lawOf([entered('price-of-rice', JULY, { dong: '1' })])).toEqual(FIRST_LAW);
  });

  it('begins on the days of its parameter', () => {
    expect(mayBeginOn('from-a-day', day('2027-07-13'))).toBe(true);
    expect(['2027-07-01', '2027-07-02'].map((text) => mayBeginOn('from-a-month', day(text)))).toEqual([true, false]);
    expect(['2027-01-01', '2027-07-01'].map((text) => mayBeginOn('for-a-year', day(text)))).toEqual([true, false]);
  });
});

/** The oracle walks back from the day, and asks of each day what was said last to begin on it. */
const walkedBack = (
  said: ReadonlyMap<string, number | null>,
  asked: LocalDate,
  firstYear: boolean,
): number | undefined => {
  for (let back = 0; back <= 900; back += 1) {
    const date = addDays(asked, -back);
    if (firstYear && date.slice(0, 4) !== asked.slice(0, 4)) return undefined;
    const value = said.get(date);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
};

describe('any values entered in any order', () => {
  const START = day('2026-01-01');
  const anyDay = fc.integer({ min: 0, max: 800 }).map((offset) => addDays(START, offset));
  const { value: NUMBER }: LawParameter<number> = LAW['pension-minimum-months'];
  const anyEntry = fc.tuple(anyDay, fc.option(fc.integer({ min: 1, max: 9_999 })));
  const entries = fc.uniqueArray(anyEntry, { maxLength: 40, selector: ([firstDay]) => firstDay });

  it.each(['from-a-day', 'for-a-year'] as const)('%s: the one of a day is what a walk back finds', (span) => {
    fc.assert(
      fc.property(entries, entries, anyDay, (first, later, asked) => {
        const begun = first.flatMap(([from, value]) =>
          value === null ? [] : [{ from, to: null, value, source: 'a' }],
        );
        const parameter: LawParameter<number> = {
          vi: 'số',
          en: 'number',
          unit: 'one',
          span,
          usedBy: ['payment'],
          value: NUMBER,
          first: begun,
        };
        const table = tableOf(
          parameter,
          later.map(([firstDay, value]) => entered('number', firstDay, value)),
        );
        const said = new Map<string, number | null>([
          ...begun.map(({ from, value }) => [from, value] as const),
          ...later,
        ]);
        expect(findInForce(table, asked)?.value).toBe(walkedBack(said, asked, span === 'for-a-year'));
        // Rows follow each other and never overlap.
        table.forEach(({ from, to }, index) => {
          const next = table[index + 1];
          expect(to === null || from <= to).toBe(true);
          if (next !== undefined) expect(to !== null && to < next.from).toBe(true);
        });
      }),
      RUNS,
    );
  });
});
