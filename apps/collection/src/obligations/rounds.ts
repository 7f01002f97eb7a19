export type RoundOptions<Item> = {
  readonly items: readonly Item[];
  readonly itemsPerRound: number;
  /** No round is begun when this much time has passed. */
  readonly budgetMs: number;
  /** A clock that only goes forward, in milliseconds. */
  readonly elapsed?: () => number;
  readonly work: (round: readonly Item[]) => Promise<void>;
};

/**
 * Works through items round by round until they are done or the time is used up, and returns how many were left. The
 * first round is always done, so that repeated calls end, however slow the machine is.
 */
export const workInRounds = async <Item>(options: RoundOptions<Item>): Promise<number> => {
  const { items, itemsPerRound, budgetMs, work } = options;
  const clock = options.elapsed ?? (() => performance.now());
  const start = clock();
  for (let done = 0; done < items.length; done += itemsPerRound) {
    if (done > 0 && clock() - start >= budgetMs) return items.length - done;
    await work(items.slice(done, done + itemsPerRound));
  }
  return 0;
};
