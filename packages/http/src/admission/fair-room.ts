import { reject } from '@ansinh/contracts/catalogue/problems';

/** How many may be served at once, and how many of them may be of one. */
export type FairLimits = {
  readonly atOnce: number;
  readonly atOnceEach: number;
  /** How many of one may wait, and how long. */
  readonly waitingEach: number;
  readonly waitingMs: number;
};

export type FairRoom = {
  /**
   * A place, now or when it is one's turn; it is held until what this resolves with is called.
   * @throws Rejection request.too-many when too many of this one wait already, service.unavailable after too long a wait
   */
  readonly enter: (who: string, signal: AbortSignal) => Promise<() => void>;
};

type Waiting = { readonly start: () => void };
type Guest = { running: number; readonly waiting: Waiting[] };

/** What was called once does nothing any more. */
const once = (act: () => void): (() => void) => {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
};

const neediest = (guests: Iterable<Guest>, atOnceEach: number): Guest | undefined => {
  let found: Guest | undefined;
  for (const guest of guests)
    if (guest.waiting.length > 0 && guest.running < atOnceEach && guest.running < (found?.running ?? Infinity))
      found = guest;
  return found;
};

/**
 * Places that many share, of which nobody may hold more than a part. A place that becomes free goes to whoever waits and
 * holds the fewest; of equals to the one who has waited longest since the last place. So one who comes with a hundred
 * holds up nobody but oneself.
 */
export const fairRoom = ({ atOnce, atOnceEach, waitingEach, waitingMs }: FairLimits): FairRoom => {
  // In the order of their last place, so that among equals the first found is the one who has waited longest.
  const guests = new Map<string, Guest>();
  let running = 0;

  const take = (who: string, guest: Guest): (() => void) => {
    running += 1;
    guest.running += 1;
    guests.delete(who);
    guests.set(who, guest);
    return once(() => {
      running -= 1;
      guest.running -= 1;
      forget(who, guest);
      admit();
    });
  };

  const forget = (who: string, guest: Guest): void => {
    if (guest.running === 0 && guest.waiting.length === 0) guests.delete(who);
  };

  const admit = (): void => {
    const next = (): Guest | undefined => (running < atOnce ? neediest(guests.values(), atOnceEach) : undefined);
    for (let guest = next(); guest !== undefined; guest = next()) guest.waiting.shift()?.start();
  };

  const wait = (who: string, guest: Guest, signal: AbortSignal): Promise<() => void> =>
    new Promise((resolve, fail) => {
      const leave = (error: unknown): void => {
        guest.waiting.splice(guest.waiting.indexOf(waiting), 1);
        forget(who, guest);
        settle();
        fail(error);
      };
      const hangUp = (): void => leave(signal.reason);
      const timer = setTimeout(() => leave(reject('service.unavailable')), waitingMs).unref();
      const settle = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', hangUp);
      };
      const waiting: Waiting = {
        start: () => {
          settle();
          resolve(take(who, guest));
        },
      };
      signal.addEventListener('abort', hangUp, { once: true });
      guest.waiting.push(waiting);
    });

  return {
    enter: async (who, signal) => {
      signal.throwIfAborted();
      const guest = guests.get(who) ?? { running: 0, waiting: [] };
      guests.set(who, guest);
      if (running < atOnce && guest.running < atOnceEach) return take(who, guest);
      if (guest.waiting.length >= waitingEach) {
        forget(who, guest);
        throw reject('request.too-many', { waiting: waitingEach });
      }
      return wait(who, guest, signal);
    },
  };
};
