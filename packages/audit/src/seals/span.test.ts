import fc from 'fast-check';
import { spansOf, spansTextOf } from './span';

const positionsIn = (text: string): bigint[] =>
  spansOf(text).flatMap(({ from, to }) =>
    Array.from({ length: Number(to - from) }, (_, index) => from + BigInt(index)),
  );

describe('positions', () => {
  it('are written as ranges and read again, whatever is missing between them', () => {
    const drawn = fc.uniqueArray(fc.bigInt({ min: 1n, max: 300n }), { maxLength: 80 });
    fc.assert(
      fc.property(drawn, (positions) => {
        const sorted = positions.toSorted((one, other) => (one < other ? -1 : 1));
        expect(positionsIn(spansTextOf(sorted))).toEqual(sorted);
      }),
    );
  });

  it('stand in one range where none is missing', () => {
    expect(spansTextOf([4n, 5n, 6n, 9n])).toBe('{[4,7),[9,10)}');
    expect(spansTextOf([])).toBe('{}');
  });

  it('have no end where PostgreSQL says so', () => {
    expect(spansOf('{[1,58),[60,)}')).toEqual([
      { from: 1n, to: 58n },
      { from: 60n, to: 9_223_372_036_854_775_808n },
    ]);
  });
});
