/**
 * Lets at most `atOnce` works run at the same time; the others wait for their turn in the order in which they came. Work
 * that waits here holds no connection of the database.
 */
export const turns = (atOnce: number): (<Result>(work: () => Promise<Result>) => Promise<Result>) => {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < atOnce) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The place is handed on, so that nobody who comes now overtakes those who wait.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
};
