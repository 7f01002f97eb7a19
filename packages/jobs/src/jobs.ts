import type { Logger } from '@ansinh/telemetry';
import { JobQueue } from './boss/job-queue';
import type { Job, JobTx, Reaching } from './job';
import type { TransactForJob } from './run/attempt';
import { type ByHand, byHand } from './run/by-hand';
import { Runner } from './run/runner';
import { Schedules } from './run/schedules';

export type JobsOptions<Tx extends JobTx> = {
  readonly databaseUrl: string;
  readonly jobs: readonly Job<Tx>[];
  readonly transact: TransactForJob<Tx>;
  readonly read: Reaching<Tx>['read'];
  readonly now: () => Date;
  readonly logger: Logger;
  readonly leaseMs: number;
  /** Nothing runs by itself: in rooms, and without Kafka. */
  readonly isByHand: boolean;
  /** In a room the queue goes by this clock, not by that of the database. */
  readonly handClock?: (() => Date) | undefined;
};

export type Jobs = {
  /** Undefined in a service that lists no job: nothing can be queued there. */
  readonly queue: JobQueue | undefined;
  /** Begins to run what is due; in a room the schedules are noted, from whose times it counts. */
  readonly start: () => Promise<void>;
  /** Tells the runner that a commit queued jobs. */
  readonly nudge: () => void;
  /** What is wrong now, for readiness: empty when all is well. */
  readonly troubles: () => readonly string[];
  /** What one job lacks while all others go on: for operators, no reason to send requests elsewhere. */
  readonly complaints: () => readonly string[];
  /** Whether this process takes what is due. */
  readonly isRunning: () => boolean;
  readonly byHand: ByHand;
  /** Lets go of what is outside, ends what is in its transaction. */
  readonly stop: () => Promise<void>;
  /** After the last commit that may queue something. */
  readonly close: () => Promise<void>;
};

const NOTHING: Jobs = {
  queue: undefined,
  start: async () => undefined,
  nudge: () => undefined,
  troubles: () => [],
  complaints: () => [],
  isRunning: () => false,
  byHand: {
    runDue: async () => [],
    runOne: async (name) => {
      throw new Error(`this service does not list the job ${name}`);
    },
  },
  stop: async () => undefined,
  close: async () => undefined,
};

/** Opens the queue of a service: from here on its transactions can queue jobs. */
export const openJobs = async <Tx extends JobTx>(options: JobsOptions<Tx>): Promise<Jobs> => {
  const { databaseUrl, jobs, transact, now, logger, isByHand, handClock } = options;
  if (jobs.length === 0) return NOTHING;
  const queue = new JobQueue({ databaseUrl, jobs, logger, isTended: !isByHand, handClock });
  const schedules = new Schedules({ jobs, transact, now });
  const parts = { ...options, queue, schedules };
  await queue.open();
  const runner = new Runner<Tx>(parts);
  let isRunning = false;
  return {
    queue,
    start: async () => {
      if (isByHand) return schedules.begin();
      isRunning = true;
      runner.start();
    },
    nudge: () => runner.nudge(),
    troubles: () => (isRunning && runner.trouble !== undefined ? [runner.trouble] : []),
    complaints: () => runner.unqueued.map((name) => `the time of ${name} has come, and it cannot be queued`),
    isRunning: () => isRunning,
    byHand: byHand(parts),
    stop: () => runner.stop(),
    close: () => queue.close(),
  };
};
