import { reject } from '@ansinh/contracts/catalogue/problems';

/** How much may run and wait. */
export type TurnLimits = {
  /** Works at the same time. */
  readonly atOnce: number;
  /** What they hold in memory together, in bytes; a larger one runs alone. No limit when left out. */
  readonly bytesAtOnce?: number;
  /** Works that wait, and what they hold in memory meanwhile, in bytes. */
  readonly waitingMax: number;
  readonly waitingBytesMax: number;
};

type Turns = <Result>(bytes: number, work: () => Promise<Result>) => Promise<Result>;
type Waiting = { readonly bytes: number; readonly start: () => void };

/**
 * Lets so many works run at the same time; the others wait for their turn in the order in which they came. Work that
 * waits here holds no connection of the database, and nothing but its bytes. Nobody waits without end.
 * @throws Rejection service.unavailable when too many wait
 */
export const turns = ({ atOnce, bytesAtOnce = Infinity, waitingMax, waitingBytesMax }: TurnLimits): Turns => {
  const waiting: Waiting[] = [];
  const held = { running: 0, runningBytes: 0, waitingBytes: 0 };
  const hasRoom = (bytes: number): boolean =>
    held.running === 0 || (held.running < atOnce && held.runningBytes + bytes <= bytesAtOnce);
  const enter = (bytes: number): void => {
    held.running += 1;
    held.runningBytes += bytes;
  };
  const leave = (bytes: number): void => {
    held.running -= 1;
    held.runningBytes -= bytes;
    for (let next = waiting[0]; next !== undefined && hasRoom(next.bytes); next = waiting[0]) {
      waiting.shift();
      held.waitingBytes -= next.bytes;
      // Its place is taken here, so that nobody who comes now overtakes it.
      enter(next.bytes);
      next.start();
    }
  };
  return async (bytes, work) => {
    if (waiting.length === 0 && hasRoom(bytes)) enter(bytes);
    else {
      if (waiting.length >= waitingMax || held.waitingBytes + bytes > waitingBytesMax)
        throw reject('service.unavailable');
      held.waitingBytes += bytes;
      await new Promise<void>((start) => waiting.push({ bytes, start }));
    }
    try {
      return await work();
    } finally {
      leave(bytes);
    }
  };
};
