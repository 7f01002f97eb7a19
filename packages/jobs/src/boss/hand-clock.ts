import { TestClock } from 'pg-boss';

export type HandClock = {
  readonly clock: TestClock;
  /** The queue's time becomes that of the room. */
  readonly set: () => Promise<void>;
};

/** A clock that stands still until it is set: jobs of a room are due by the room's time, in JavaScript and in SQL. */
export const openHandClock = (now: () => Date): HandClock => {
  const clock = new TestClock(now());
  return { clock, set: () => clock.setTime(now()) };
};
