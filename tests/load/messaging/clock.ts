import { z } from 'zod';

/** Events a second, and what each cost this process in microseconds of processor time. */
export const Rate = z.object({ perSecond: z.number().positive(), cpuUs: z.number().positive() });
export type Rate = z.infer<typeof Rate>;
export type Spent = { readonly ms: number; readonly cpuUs: number };

/** Starts a clock; what it returns ends it. */
export const startClock = (): (() => Spent) => {
  const started = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { ms: performance.now() - started, cpuUs: user + system };
  };
};

export const perEvent = (events: number, { ms, cpuUs }: Spent): Rate => ({
  perSecond: events / (ms / 1_000),
  cpuUs: cpuUs / events,
});

const UNTIL_MS = 60_000;
const LOOK_EVERY_MS = 5;

export const until = async (isTrue: () => boolean): Promise<void> => {
  const deadline = performance.now() + UNTIL_MS;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error('it did not come to its end within a minute');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
};
