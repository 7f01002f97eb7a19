/** A source of choices that gives the same ones for the same seed, on every machine and for ever. */
export type Random = {
  /** A whole number between the two, both included. */
  readonly int: (min: number, max: number) => number;
  /** True in `percent` of 100 cases. */
  readonly chance: (percent: number) => boolean;
  /** One of the list, each as likely; throws for an empty list. */
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** One of the list, as likely as its weight. */
  readonly weighted: <Item>(items: readonly (readonly [item: Item, weight: number])[]) => Item;
  /** The list in another order. */
  readonly shuffled: <Item>(items: readonly Item[]) => Item[];
  /** A source of its own for a part of the work: what the part draws does not move what others draw. */
  readonly fork: (label: string | number) => Random;
};

const rotated = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));

/** FNV-1a over the UTF-16 units: it only has to spread labels. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
};

/** splitmix32: turns one number into as many unlike ones as a state needs. */
const seeder = (seed: number) => {
  let state = seed | 0;
  return (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
};

/**
 * xoshiro128** 1.1 by Blackman and Vigna (public domain), seeded by splitmix32: 32 bits a step, period 2^128 - 1, whole
 * numbers only, so that no rounding differs between machines. Not for secrets.
 */
const xoshiro = (seed: number): (() => number) => {
  const next = seeder(seed);
  let [a, b, c, d] = [next(), next(), next(), next()];
  return () => {
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return result;
  };
};

const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new Error('there is nothing to pick from');
  return item;
};

/** @param seed a whole number; equal seeds give equal choices. */
export const createRandom = (seed: number): Random => {
  const next = xoshiro(seed);
  // Multiplying by the range and cutting is uniform to 2^-32, which samples never notice.
  const int = (min: number, max: number): number => min + Math.floor((next() / 2 ** 32) * (max - min + 1));
  const weighted: Random['weighted'] = (items) => {
    let left = int(
      1,
      items.reduce((sum, [, weight]) => sum + weight, 0),
    );
    const found = items.find(([, weight]) => {
      left -= weight;
      return left <= 0;
    });
    if (found === undefined) throw new Error('there is nothing to pick from');
    return found[0];
  };
  return {
    int,
    chance: (percent) => int(1, 100) <= percent,
    pick: (items) => at(items, int(0, items.length - 1)),
    weighted,
    shuffled: (items) => {
      const result = [...items];
      for (let index = result.length - 1; index > 0; index -= 1) {
        const other = int(0, index);
        [result[index], result[other]] = [at(result, other), at(result, index)];
      }
      return result;
    },
    fork: (label) => createRandom(Math.imul(hashOf(String(label)), 0x9e3779b9) ^ seed),
  };
};
