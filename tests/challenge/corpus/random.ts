// One source of chance for each claim: the same seed and number give the same claim, in any slice.

export type Random = {
  /** 0 up to below 1 */
  readonly next: () => number;
  /** A whole number of both ends. */
  readonly whole: (from: number, to: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  /** So many different ones, in their order. */
  readonly some: <T>(from: readonly T[], count: number) => readonly T[];
  readonly chance: (share: number) => boolean;
};

const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
};

/** mulberry32 */
export const randomOf = (...words: readonly (string | number)[]): Random => {
  let state = hash(words.join('/'));
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[whole(0, from.length - 1)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  };
  const some = <T>(from: readonly T[], count: number): readonly T[] => {
    const left = new Set(from);
    while (left.size > count) left.delete(pick([...left]));
    return [...left];
  };
  return { next, whole, pick, some, chance: (share) => next() < share };
};
