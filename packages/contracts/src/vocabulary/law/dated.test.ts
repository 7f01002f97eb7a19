import fc from 'fast-check';
import { addDays, lastDayOf, localDate, yearMonth } from '../calendar';
import { type Dated, findInForce, inForce, inForceOrFirst } from './dated';
import {
  BASE_SALARY,
  CONTRIBUTION_RATES,
  HOUSEHOLD_HEALTH_RATE,
  LATE_PAYMENT_DAILY_RATE,
  REGIONAL_MINIMUM_WAGE,
  WAGE_CAP_MULTIPLES,
} from './parameters';

const TABLES: readonly (readonly [string, readonly Dated<unknown>[]])[] = [
  ['base salary', BASE_SALARY],
  ['regional minimum wage', REGIONAL_MINIMUM_WAGE],
  ['contribution rates', CONTRIBUTION_RATES],
  ['caps of the wage', WAGE_CAP_MULTIPLES],
  ['interest on late payment', LATE_PAYMENT_DAILY_RATE],
  ['household premium', HOUSEHOLD_HEALTH_RATE],
];

describe.each(TABLES)('the table of the %s', (_name, table) => {
  it('has neither gap nor overlap, and an open end', () => {
    table.forEach((entry, index) => {
      const next = table[index + 1];
      expect(entry.to === null ? undefined : addDays(entry.to, 1)).toBe(next?.from);
      expect(entry.to === null || entry.from <= entry.to).toBe(true);
    });
  });

  it('names its legal source in every row', () => {
    for (const { source } of table) expect(source).toMatch(/(Law|Decree) \d+\/\d{4}/);
  });
});

describe('a dated value', () => {
  it('is the first one for whoever asks of a day before it', () => {
    for (const day of ['1900-01-01', '2019-06-30', '2019-07-01'])
      expect(inForceOrFirst(BASE_SALARY, localDate(day))).toBe(1_490_000n);
    expect(inForceOrFirst(BASE_SALARY, localDate('2026-07-01'))).toBe(2_530_000n);
    expect(() => inForce(BASE_SALARY, localDate('1900-01-01'))).toThrow('no value in force');
  });

  it.each([
    ['2024-06-30', 1_800_000n],
    ['2024-07-01', 2_340_000n],
    ['2026-06-30', 2_340_000n],
    ['2026-07-01', 2_530_000n],
    ['2099-12-31', 2_530_000n],
  ])('is picked by the date of the event: base salary on %s', (date, value) => {
    expect(inForce(BASE_SALARY, localDate(date))).toBe(value);
  });

  it('is missing before the table begins: a gap in our data, said with the date', () => {
    expect(() => inForce(BASE_SALARY, localDate('2019-06-30'))).toThrow('no value in force on 2019-06-30');
    expect(() => inForce([], localDate('2026-01-01'))).toThrow('no value in force on 2026-01-01');
  });

  it('is the row that holds the date, for any table of adjoining rows and any order of rows', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(lengths, fc.nat(), fc.boolean(), (lasting, pick, reversed) => {
        let from = localDate('2025-07-01');
        const rows = lasting.map((days, value): Dated<number> => {
          const row = { from, to: addDays(from, days - 1), value, source: 'Law 1/2025' };
          from = addDays(from, days);
          return row;
        });
        const total = lasting.reduce((sum, days) => sum + days, 0);
        const offset = pick % total;
        let begun = 0;
        const expected = lasting.findIndex((days) => {
          begun += days;
          return offset < begun;
        });
        const table = reversed ? [...rows].reverse() : rows;
        expect(inForce(table, addDays(localDate('2025-07-01'), offset))).toBe(expected);
        expect(findInForce(table, addDays(localDate('2025-07-01'), offset))).toBe(rows[expected]);
        expect(() => inForce(table, from)).toThrow(from);
        expect(findInForce(table, from)).toBeUndefined();
      }),
    );
  });
});

describe('the parameters of the law', () => {
  it('sum up to 32 % of the wage, 10.5 % of it from the employee', () => {
    const rates = Object.values(inForce(CONTRIBUTION_RATES, lastDayOf(yearMonth('2026-10'))));
    expect(rates.reduce((sum, { employee }) => sum + employee, 0n)).toBe(105_000n);
    expect(rates.reduce((sum, { employer }) => sum + employer, 0n)).toBe(215_000n);
  });

  it('never rise from one member of a household to the next', () => {
    const { percentByPlace } = inForce(HOUSEHOLD_HEALTH_RATE, localDate('2026-10-01'));
    expect(percentByPlace).toEqual([...percentByPlace].sort((one, other) => Number(other - one)));
  });

  it('give a richer zone the higher minimum wage', () => {
    for (const { value } of REGIONAL_MINIMUM_WAGE) {
      const wages = [value.I, value.II, value.III, value.IV];
      expect(wages).toEqual([...wages].sort((one, other) => Number(other - one)));
    }
  });
});
