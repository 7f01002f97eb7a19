import fc from 'fast-check';
import { percentiles } from './percentiles.ts';

describe('percentiles of durations', () => {
  it('are those of the sorted values, to three digits and a microsecond', () => {
    const durations = fc.array(fc.double({ min: 0, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(durations, (values) => {
        const sorted = values.toSorted((one, other) => one - other);
        const { count, ...told } = percentiles(values);
        expect(count).toBe(values.length);
        expect([told.p50, told.p95, told.p99].every((value) => value <= told.max)).toBe(true);
        for (const [name, share] of Object.entries({ p50: 0.5, p95: 0.95, p99: 0.99, max: 1 } as const)) {
          const exact = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
          const value = told[name as keyof typeof told];
          expect(Math.abs(value - exact)).toBeLessThanOrEqual(exact / 1_000 + 0.002);
        }
      }),
    );
  });

  it('are no number when nothing was measured', () => {
    expect(percentiles([])).toEqual({ count: 0, p50: Number.NaN, p95: Number.NaN, p99: Number.NaN, max: Number.NaN });
  });

  it('are infinite where a call was never answered', () => {
    const { p50, p99, max } = percentiles([
      ...Array.from({ length: 98 }, () => 10),
      ...Array(2).fill(Number.POSITIVE_INFINITY),
    ]);
    expect([p99, max]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(p50).toBeCloseTo(10, 1);
  });
});
