import fc from 'fast-check';
import { isTooSlow } from './pace.rules';

describe('the pace of a body', () => {
  const pace = { graceMs: 10_000, bytesPerSecond: 1_000 };

  it.each<[number, number, boolean]>([
    [10_000, 0, false],
    [10_001, 0, true],
    [15_000, 4_999, true],
    [15_000, 5_000, false],
    [110_000, 100_000, false],
  ])('after %i ms with %i bytes', (elapsedMs, bytes, expected) => {
    expect(isTooSlow(pace, elapsedMs, bytes)).toBe(expected);
  });

  it('blames nobody who is faster, and nobody before the grace is over', () => {
    const nat = fc.nat({ max: 1_000_000 });
    fc.assert(
      fc.property(nat, nat, nat, nat, (graceMs, bytesPerSecond, elapsedMs, bytes) => {
        const due = { graceMs, bytesPerSecond };
        if (elapsedMs <= graceMs) expect(isTooSlow(due, elapsedMs, bytes)).toBe(false);
        if (isTooSlow(due, elapsedMs, bytes + 1)) expect(isTooSlow(due, elapsedMs, bytes)).toBe(true);
      }),
    );
  });
});
