import { reject } from '@ansinh/contracts/catalogue/problems';
import { waitingRoom } from '@ansinh/http/admission';
import { type Pool, pool } from 'workerpool';

/** What the threads of a process may use together, and each of them for one file. */
export type ThreadLimits = {
  readonly threads: number;
  /** Of one thread; a file of 20 MB takes some 200 MB to read. */
  readonly memoryMb: number;
  /** For one file: many times what the largest takes, also beside much other work. */
  readonly readMs: number;
  /** Files that wait for their turn, and what they hold in memory meanwhile; who comes then is told to come again. */
  readonly waitingMax: number;
  readonly waitingBytesMax: number;
};

const LIMITS: ThreadLimits = {
  threads: 2,
  memoryMb: 512,
  readMs: 30_000,
  waitingMax: 64,
  waitingBytesMax: 100_000_000,
};
const YOUNG_MB = 48;

export type Threads = {
  /** @throws Rejection request.too-complex when the thread came to its limits, service.unavailable when too many wait */
  readonly run: (name: string, content: Uint8Array, args: readonly unknown[]) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

/** How the pool tells that a file took more time than it may, and that its thread is gone: of memory, as all else is caught. */
const isBeyondLimits = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'TimeoutError' || /^Workerpool Worker (?:error|terminated)/.test(error.message));

const openThread = (script: string, memoryMb: number): Pool =>
  pool(script, {
    workerType: 'thread',
    maxWorkers: 1,
    workerThreadOpts: { resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_MB } },
  });

/**
 * Threads that run what a built script serves (`serveReadings`); none is started before it is needed. A thread that runs out
 * of memory, or comes to no end with a file, takes that file along alone, and the next file gets a new one.
 */
export const openThreads = (script: string, given: Partial<ThreadLimits> = {}): Threads => {
  const limits = { ...LIMITS, ...given };
  const { waitingMax, waitingBytesMax } = limits;
  // A pool of one thread each, given one file at a time: after a thread has died, a pool leaves what waits in it waiting.
  const all = Array.from({ length: limits.threads }, () => openThread(script, limits.memoryMb));
  const idle = [...all];
  const { inTurn } = waitingRoom({ atOnce: limits.threads, waitingMax, waitingBytesMax });
  const runIn = async (thread: Pool, name: string, args: readonly unknown[]): Promise<unknown> => {
    try {
      return await thread.exec(name, [...args]).timeout(limits.readMs);
    } catch (error) {
      if (!isBeyondLimits(error)) throw error;
      throw reject('request.too-complex', { seconds: limits.readMs / 1_000, megabytes: limits.memoryMb });
    }
  };
  return {
    run: (name, content, args) =>
      inTurn(content.length, async () => {
        const thread = idle.pop();
        if (thread === undefined) throw new Error('as many are let in as there are threads');
        try {
          return await runIn(thread, name, [content, ...args]);
        } finally {
          idle.push(thread);
        }
      }),
    close: async () => {
      await Promise.all(all.map((thread) => thread.terminate()));
    },
  };
};
