import { reject } from '@ansinh/contracts/catalogue/problems';

/** How much may be at work at once, and how much may wait for it. */
export type WaitingRoomLimits = {
  /** Works at the same time. No limit when left out. */
  readonly atOnce?: number;
  /** What they hold in memory together, in bytes; a larger one runs alone. No limit when left out. */
  readonly bytesAtOnce?: number;
  /** Works that wait, and what they hold in memory meanwhile, in bytes. */
  readonly waitingMax: number;
  readonly waitingBytesMax: number;
};

type Waiting = { readonly bytes: number; readonly start: () => void };

/** Whoever is called twice gives its place back once. */
const once = (leave: () => void): (() => void) => {
  let isIn = true;
  return () => {
    if (isIn) leave();
    isIn = false;
  };
};

export type WaitingRoom = {
  /** Runs the work when it is its turn. */
  readonly inTurn: <Result>(bytes: number, work: () => Promise<Result>) => Promise<Result>;
  /** Takes a place now or not at all; it is held until what this returns is called. */
  readonly enter: (bytes: number) => () => void;
};

/**
 * Lets so many works run at the same time; the others wait for their turn in the order in which they came. Work that
 * waits here holds no connection of the database, and nothing but its bytes. Nobody waits without end.
 * @throws Rejection service.unavailable when too many wait
 */
export const waitingRoom = (limits: WaitingRoomLimits): WaitingRoom => {
  const { atOnce = Infinity, bytesAtOnce = Infinity, waitingMax, waitingBytesMax } = limits;
  const waiting: Waiting[] = [];
  const held = { running: 0, runningBytes: 0, waitingBytes: 0 };
  const hasRoom = (bytes: number): boolean =>
    held.running === 0 || (held.running < atOnce && held.runningBytes + bytes <= bytesAtOnce);
  const take = (bytes: number): void => {
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
      take(next.bytes);
      next.start();
    }
  };
  const enter = (bytes: number): (() => void) => {
    if (waiting.length > 0 || !hasRoom(bytes)) throw reject('service.unavailable');
    take(bytes);
    return once(() => leave(bytes));
  };
  const inTurn = async <Result>(bytes: number, work: () => Promise<Result>): Promise<Result> => {
    if (waiting.length === 0 && hasRoom(bytes)) take(bytes);
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
  return { inTurn, enter };
};
