import { setTimeout as delay } from 'node:timers/promises';

export type EventuallyOptions = {
  /** How long the assertion may fail, in milliseconds. 20 seconds when left out. */
  readonly withinMs?: number;
  /** The first pause between two tries; it grows to ten times as much. 10 milliseconds when left out. */
  readonly everyMs?: number;
};

/**
 * Repeats an assertion until it holds and returns its result, for effects that come by way of Kafka. The test waits as
 * long as the effect takes and no longer.
 * @throws the last failure of the assertion when it did not hold within the time
 */
export const eventually = async <Result>(
  assertion: () => Result | Promise<Result>,
  options: EventuallyOptions = {},
): Promise<Result> => {
  const firstPauseMs = options.everyMs ?? 10;
  const deadline = performance.now() + (options.withinMs ?? 20_000);
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, firstPauseMs * 10)) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() + pauseMs > deadline) throw error;
    }
    await delay(pauseMs);
  }
};
