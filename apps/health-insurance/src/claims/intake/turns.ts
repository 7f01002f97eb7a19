import { reject } from '@ansinh/contracts';

/** How much may run and wait. */
export type TurnLimits = {
  /** Works at the same time. */
  readonly atOnce: number;
  /** Works that wait, and what they hold in memory meanwhile, in bytes. */
  readonly waitingMax: number;
  readonly waitingBytesMax: number;
};

type Turns = <Result>(bytes: number, work: () => Promise<Result>) => Promise<Result>;

/**
 * Lets so many works run at the same time; the others wait for their turn in the order in which they came. Work that
 * waits here holds no connection of the database, and nothing but its bytes. Nobody waits without end.
 * @throws Rejection service.unavailable when too many wait
 */
export const turns = ({ atOnce, waitingMax, waitingBytesMax }: TurnLimits): Turns => {
  const waiting: (() => void)[] = [];
  let waitingBytes = 0;
  let running = 0;
  return async (bytes, work) => {
    if (running < atOnce) running += 1;
    else {
      if (waiting.length >= waitingMax || waitingBytes + bytes > waitingBytesMax) throw reject('service.unavailable');
      waitingBytes += bytes;
      await new Promise<void>((resolve) => waiting.push(resolve));
      waitingBytes -= bytes;
    }
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
