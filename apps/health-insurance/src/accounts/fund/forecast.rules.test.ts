import { addMonths, localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { vnd } from '@ansinh/contracts/vocabulary/money';
import fc from 'fast-check';
import { deviations, forecastOf, fundUse, type MonthSpending, yearOn } from './forecast.rules';

const spent = (...amounts: readonly bigint[]): MonthSpending[] =>
  amounts.map((spentVnd, index) => ({
    month: addMonths(yearMonth('2026-01'), index),
    spentVnd: vnd(spentVnd),
  }));

describe('the forecast to the end of the year', () => {
  const on = (today: string, months: readonly MonthSpending[]) =>
    forecastOf(months, yearOn(2026, localDate(today)), localDate(today));

  it('is the mean of the complete months and the share of the running one, times twelve', () => {
    // Two months of 100 and half of April's days with 50: 250 x 12 / 3.5.
    expect(on('2026-04-15', spent(100n, 100n, 100n, 50n))).toBe(1_200n);
    expect(on('2026-03-31', spent(100n, 100n, 130n))).toBe(1_320n);
    expect(on('2026-02-01', spent(310n, 10n))).toBe(3_708n);
  });

  it('is not made before the first month is over, and of a past year is what was spent', () => {
    expect(on('2026-01-31', spent(100n))).toBeUndefined();
    expect(on('2025-06-30', spent(100n))).toBeUndefined();
    expect(on('2027-02-03', spent(100n, 7n))).toBe(107n);
  });

  it('of even spending is twelve months of it, on every last day of a month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.bigInt({ min: 0n, max: 10n ** 12n }), (count, amount) => {
        const last = new Date(Date.UTC(2026, count, 0)).toISOString().slice(0, 10);
        expect(on(last, spent(...Array<bigint>(count).fill(amount)))).toBe(amount * 12n);
      }),
    );
  });
});

describe('a month', () => {
  it('deviates when it differs from the mean of the others by more than the percentage', () => {
    expect(deviations(spent(100n, 100n, 121n), 20)).toMatchObject([{ month: '2026-03', percent: 21 }]);
    expect(deviations(spent(100n, 100n, 120n), 20)).toEqual([]);
    expect(deviations(spent(100n, 100n, 79n), 20)).toMatchObject([{ month: '2026-03', percent: -21 }]);
    expect(deviations(spent(100n), 20)).toEqual([]);
    expect(deviations(spent(0n, 100n), 20)).toMatchObject([{ month: '2026-01', percent: -100 }]);
  });
});

describe('the use of a budget', () => {
  const question = { year: 2026, today: localDate('2026-04-30'), deviationPercent: 20 };
  const codes = (budget: bigint | undefined, ...amounts: readonly bigint[]) =>
    fundUse(budget === undefined ? undefined : vnd(budget), spent(...amounts), question).alarms.map(
      ({ code, percent }) => [code, percent],
    );

  it('raises an alarm when the forecast, or what is spent, goes beyond it', () => {
    expect(codes(1_200n, 100n, 100n, 100n, 100n)).toEqual([]);
    expect(codes(1_000n, 100n, 100n, 100n, 100n)).toEqual([['forecast-above-budget', 20]]);
    expect(codes(399n, 100n, 100n, 100n, 100n)).toEqual([
      ['spent-above-budget', 0],
      ['forecast-above-budget', 200],
    ]);
    expect(codes(undefined, 100n, 100n, 100n)).toEqual([['budget-missing', undefined]]);
    expect(codes(undefined)).toEqual([]);
  });

  it('tells every month that has begun, and one to come only with spending', () => {
    const use = fundUse(
      vnd(1_000n),
      [
        { month: yearMonth('2026-02'), spentVnd: vnd(7n) },
        { month: yearMonth('2026-06'), spentVnd: vnd(1n) },
      ],
      question,
    );
    expect(use.months.map(({ month, spentVnd, complete }) => [month, spentVnd, complete])).toEqual([
      ['2026-01', '0', true],
      ['2026-02', '7', true],
      ['2026-03', '0', true],
      ['2026-04', '0', false],
      ['2026-06', '1', false],
    ]);
    expect(use).toMatchObject({ budgetVnd: '1000', spentVnd: '8', leftVnd: '992', forecastVnd: '24' });
    expect(fundUse(vnd(5n), spent(8n), question).leftVnd).toBe('-3');
  });
});
