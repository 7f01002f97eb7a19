import fc from 'fast-check';
import { durationText, placeOf, scaleOf, ticksOf } from './scale.rules';

const INTERVALS = fc.array(
  fc
    .record({ startMs: fc.integer({ min: 0, max: 500_000_000 }), ms: fc.integer({ min: 0, max: 90_000 }) })
    .map(({ startMs, ms }) => ({ startMs, endMs: startMs + ms })),
  { minLength: 1, maxLength: 30 },
);

describe('The broken axis', () => {
  it('draws every instant of what was done, in order, in a bounded height', () => {
    fc.assert(
      fc.property(INTERVALS, (intervals) => {
        const scale = scaleOf(intervals);
        const instants = intervals
          .flatMap(({ startMs, endMs }) => [startMs, endMs])
          .toSorted((one, other) => one - other);
        const places = instants.map((ms) => placeOf(scale, ms));
        expect(places).toEqual(places.toSorted((one, other) => one - other));
        expect(places[0]).toBe(0);
        expect(places.at(-1)).toBeCloseTo(scale.height, 6);
        expect(scale.height).toBeLessThanOrEqual(240 + 30 * 26);
      }),
    );
  });

  it('draws all pieces in one measure', () => {
    const { pieces } = scaleOf([
      { startMs: 0, endMs: 400 },
      { startMs: 100, endMs: 600 },
      { startMs: 90_000, endMs: 90_300 },
    ]);
    expect(pieces.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 600],
      [90_000, 90_300],
    ]);
    const [first = 0, second = 1] = pieces.map(({ top, bottom }) => bottom - top);
    expect(first / second).toBeCloseTo(2, 6);
  });

  it('says how long after the first instant its places are', () => {
    const scale = scaleOf([
      { startMs: 5_000, endMs: 5_600 },
      { startMs: 95_000, endMs: 95_300 },
    ]);
    expect(ticksOf(scale).map(({ text }) => text)).toEqual(['0', '500 ms', '+ 1 min 30 s']);
    expect(ticksOf(scaleOf([]))).toEqual([]);
  });

  it.each([
    [0, '0 ms'],
    [2.54, '2.5 ms'],
    [140.4, '140 ms'],
    [4_400, '4.4 s'],
    [200_000, '3 min 20 s'],
    [18_000_000, '5 h'],
    [86_400_000, '1 day'],
    [187_200_000, '2 days 4 h'],
  ])('says %d ms as "%s"', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});
