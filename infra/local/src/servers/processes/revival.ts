import { setTimeout as pause } from 'node:timers/promises';
import { revivalOf, STARTS_MAX, WINDOW_MS } from './revival.rules';
import type { UnexpectedExit } from './supervisor';

type Parts<Name extends string> = {
  /** Which of the processes are started again; servers that hold data are left to who looks after them. */
  readonly names: readonly Name[];
  /** Resolves when it is ready. */
  readonly start: (name: Name) => Promise<unknown>;
  readonly say: (line: string) => void;
};

export type Revivals = {
  readonly ended: (exit: UnexpectedExit) => void;
  /** Nothing is started any more. */
  readonly stop: () => void;
};

const isOf = <Name extends string>(names: readonly Name[], name: string): name is Name =>
  names.some((known) => known === name);

/** Starts again what ended by itself, later each time, and says so; gives it up with a sentence when it ends again and again. */
export const createRevivals = <Name extends string>({ names, start, say }: Parts<Name>): Revivals => {
  const deaths = new Map<Name, number[]>();
  const stopped = new AbortController();

  const revive = async (name: Name, logFile: string): Promise<void> => {
    const times = [...(deaths.get(name) ?? []), performance.now()].slice(-STARTS_MAX - 1);
    deaths.set(name, times);
    const revival = revivalOf(times);
    if (revival === 'given up') {
      say(
        `${name} ended ${times.length} times within ${WINDOW_MS / 1_000} s and is not started again: see ${logFile}; Ctrl-C, then npm start.`,
      );
      return;
    }
    say(`${name} is started again in ${revival.afterMs / 1_000} s.`);
    await pause(revival.afterMs, undefined, { signal: stopped.signal });
    try {
      await start(name);
      say(`${name} is ready again.`);
    } catch {
      // One that does not come up has ended once more.
      if (!stopped.signal.aborted) await revive(name, logFile);
    }
  };

  return {
    ended: ({ name, logFile }) => {
      if (!isOf(names, name) || stopped.signal.aborted) return;
      revive(name, logFile).catch((error: unknown) => {
        if (!stopped.signal.aborted) say(`${name} cannot be started again: ${String(error)}`);
      });
    },
    stop: () => stopped.abort(),
  };
};
