import fc from 'fast-check';
import { createRandom } from './random';

describe('the seeded source of choices', () => {
  it('gives the reference numbers of its algorithm for ever', () => {
    const random = createRandom(20_261_001);
    expect(Array.from({ length: 6 }, () => random.int(0, 999_999))).toMatchInlineSnapshot(`
[
  860017,
  760230,
  805708,
  732320,
  489386,
  552681,
]
`);
  });

  it('gives the same choices for the same seed and others for another', () => {
    const draw = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 20 }, () => random.int(0, 1_000_000));
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('stays within its bounds and reaches both', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 0, max: 9 }),
        (seed, min, width) => {
          const random = createRandom(seed);
          const drawn = new Set(Array.from({ length: 400 }, () => random.int(min, min + width)));
          expect(Math.min(...drawn)).toBe(min);
          expect(Math.max(...drawn)).toBe(min + width);
        },
      ),
    );
  });

  it('shuffles without losing anything', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer()), (seed, items) => {
        expect(createRandom(seed).shuffled(items).sort()).toEqual([...items].sort());
      }),
    );
  });

  it('draws by weight', () => {
    const random = createRandom(3);
    const drawn = Array.from({ length: 10_000 }, () =>
      random.weighted([
        ['often', 90],
        ['seldom', 10],
      ] as const),
    );
    const often = drawn.filter((item) => item === 'often').length;
    expect(often).toBeGreaterThan(8_800);
    expect(often).toBeLessThan(9_200);
  });

  it('forks by label, untouched by what was drawn before', () => {
    const fresh = createRandom(5).fork('people').int(0, 1_000_000);
    const used = createRandom(5);
    used.int(0, 1);
    expect(used.fork('people').int(0, 1_000_000)).toBe(fresh);
    expect(used.fork('claims').int(0, 1_000_000)).not.toBe(fresh);
  });

  it('refuses to pick from nothing', () => {
    expect(() => createRandom(1).pick([])).toThrow('nothing to pick from');
  });
});
