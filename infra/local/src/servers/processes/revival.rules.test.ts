import { revivalOf, STARTS_MAX, WINDOW_MS } from './revival.rules';

describe('an app that ended by itself', () => {
  it('is started again, each time after twice as long', () => {
    const deaths = [0, 1_000, 3_000, 6_000, 11_000];
    expect(deaths.map((_, index) => revivalOf(deaths.slice(0, index + 1)))).toEqual(
      [500, 1_000, 2_000, 4_000, 8_000].map((afterMs) => ({ afterMs })),
    );
  });

  it('is given up when it ends too often in a minute', () => {
    const deaths = Array.from({ length: STARTS_MAX + 1 }, (_, index) => index * 9_000);
    expect(revivalOf(deaths)).toBe('given up');
  });

  it('begins anew when it ran for long', () => {
    const deaths = Array.from({ length: 20 }, (_, index) => index * WINDOW_MS);
    expect(revivalOf(deaths)).toEqual({ afterMs: 500 });
  });
});
