/** What may be done together, and how. */
export type Grouping<Item, Result> = {
  /** Groups at the same time. */
  readonly atOnce: number;
  readonly itemsMax: number;
  /**
   * In a crowd: milliseconds from the beginning of one group to that of the next that is not full, so that groups are
   * large. Who comes alone, also again and again, never waits. No time when left out.
   */
  readonly everyMs?: number;
  /** Of the items of a group together; a larger one is alone. */
  readonly sizeMax: number;
  readonly sizeOf: (item: Item) => number;
  /** Two items with a key in common are never in one group. */
  readonly keysOf: (item: Item) => readonly string[];
  /** Does all of a group or nothing of it; results in the order of the items. `first` is one of them. */
  readonly work: (items: readonly Item[], first: Item) => Promise<readonly Result[]>;
  /** False when every item would fail alike: then none is tried alone. */
  readonly mayBeOfOne: (error: unknown) => boolean;
};

type Waiting<Item, Result> = {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Does in one work what waits while the works before are under way or have just begun. When the work of a group fails,
 * each of its items is done alone, so that only the one at fault fails.
 */
export const inGroups = <Item, Result>(grouping: Grouping<Item, Result>): ((item: Item) => Promise<Result>) => {
  const { atOnce, itemsMax, sizeMax, sizeOf, keysOf, work, mayBeOfOne, everyMs = 0 } = grouping;
  let waiting: Waiting<Item, Result>[] = [];
  let running = 0;
  let begun = Number.NEGATIVE_INFINITY;
  let last = 0;
  let isPausing = false;

  const takeGroup = (): Waiting<Item, Result>[] => {
    const group: Waiting<Item, Result>[] = [];
    const left: Waiting<Item, Result>[] = [];
    const keys = new Set<string>();
    let size = 0;
    for (const one of waiting) {
      const [own, ownSize] = [keysOf(one.item), sizeOf(one.item)];
      const fits = group.length < itemsMax && size + ownSize <= sizeMax && !own.some((key) => keys.has(key));
      // Who must wait for the next group keeps its place before those with the same keys.
      for (const key of own) keys.add(key);
      if (group.length > 0 && !fits) left.push(one);
      else {
        group.push(one);
        size += ownSize;
      }
    }
    waiting = left;
    return group;
  };

  const run = async (group: readonly Waiting<Item, Result>[]): Promise<void> => {
    const [first] = group;
    if (first === undefined) return;
    try {
      const results = await work(
        group.map(({ item }) => item),
        first.item,
      );
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (group.length > 1 && mayBeOfOne(error)) for (const one of group) await run([one]);
      else for (const { reject } of group) reject(error);
    }
  };

  const begin = (): void => {
    while (running < atOnce && waiting.length > 0) {
      const isCrowd = waiting.length > 1 || last > 1;
      const pause = isCrowd && waiting.length < itemsMax ? begun + everyMs - performance.now() : 0;
      if (pause > 0) {
        if (!isPausing)
          setTimeout(() => {
            isPausing = false;
            begin();
          }, pause);
        isPausing = true;
        return;
      }
      begun = performance.now();
      running += 1;
      const group = takeGroup();
      last = group.length;
      run(group).finally(() => {
        running -= 1;
        begin();
      });
    }
  };

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      begin();
    });
};
