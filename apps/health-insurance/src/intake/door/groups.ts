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

/** Who waits, and what runs. */
class Groups<Item, Result> {
  readonly #grouping: Grouping<Item, Result>;
  #waiting: Waiting<Item, Result>[] = [];
  #running = 0;
  #begun = Number.NEGATIVE_INFINITY;
  #last = 0;
  #isPausing = false;

  constructor(grouping: Grouping<Item, Result>) {
    this.#grouping = grouping;
  }

  add(one: Waiting<Item, Result>): void {
    this.#waiting.push(one);
    this.#begin();
  }

  #takeGroup(): Waiting<Item, Result>[] {
    const { itemsMax, sizeMax, sizeOf, keysOf } = this.#grouping;
    const group: Waiting<Item, Result>[] = [];
    const left: Waiting<Item, Result>[] = [];
    const keys = new Set<string>();
    let size = 0;
    for (const one of this.#waiting) {
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
    this.#waiting = left;
    return group;
  }

  async #run(group: readonly Waiting<Item, Result>[]): Promise<void> {
    const { work, mayBeOfOne } = this.#grouping;
    const [first] = group;
    if (first === undefined) return;
    try {
      const results = await work(
        group.map(({ item }) => item),
        first.item,
      );
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (group.length > 1 && mayBeOfOne(error)) for (const one of group) await this.#run([one]);
      else for (const { reject } of group) reject(error);
    }
  }

  /** Milliseconds until the next group may begin. */
  #pauseMs(): number {
    const { itemsMax, everyMs = 0 } = this.#grouping;
    const isCrowd = this.#waiting.length > 1 || this.#last > 1;
    return isCrowd && this.#waiting.length < itemsMax ? this.#begun + everyMs - performance.now() : 0;
  }

  #begin(): void {
    while (this.#running < this.#grouping.atOnce && this.#waiting.length > 0) {
      const pauseMs = this.#pauseMs();
      if (pauseMs > 0) {
        if (!this.#isPausing)
          setTimeout(() => {
            this.#isPausing = false;
            this.#begin();
          }, pauseMs);
        this.#isPausing = true;
        return;
      }
      this.#begun = performance.now();
      this.#running += 1;
      const group = this.#takeGroup();
      this.#last = group.length;
      this.#run(group).finally(() => {
        this.#running -= 1;
        this.#begin();
      });
    }
  }
}

/**
 * Does in one work what waits while the works before are under way or have just begun. When the work of a group fails,
 * each of its items is done alone, so that only the one at fault fails.
 */
export const inGroups = <Item, Result>(grouping: Grouping<Item, Result>): ((item: Item) => Promise<Result>) => {
  const groups = new Groups(grouping);
  return (item) => new Promise<Result>((resolve, reject) => groups.add({ item, resolve, reject }));
};
