import { setTimeout as pause } from 'node:timers/promises';
import type { Taken } from '../boss/taken';
import type { Job, JobTx } from '../job';
import { type AttemptParts, runTaken } from './attempt';
import type { Schedules } from './schedules';

export type RunnerOptions<Tx extends JobTx> = AttemptParts<Tx> & {
  readonly jobs: readonly Job<Tx>[];
  readonly schedules: Schedules<Tx>;
  /** A process that was not heard of for so long has lost its jobs. */
  readonly leaseMs: number;
};

/** What this process queued begins at once; the rest is found by looking. */
const LOOK_MS = 5_000;
const FIRST_BACKOFF_MS = 100;
const BACKOFF_MAX_MS = 1_000;
/** Jobs of one name at the same time in one process: another name never waits for them. */
const AT_ONCE = 4;
/** A look that takes so long hangs. */
const STUCK_MS = 60_000;

/** Takes what is due and runs it, until it is stopped. Errors of PostgreSQL are waited out for ever. */
export class Runner<Tx extends JobTx> {
  readonly #options: RunnerOptions<Tx>;
  readonly #stopping = new AbortController();
  /** What runs, by its attempt: its end gives a place free. */
  readonly #running = new Map<string, { readonly taken: Taken; readonly end: Promise<void> }>();
  #alarm = new AbortController();
  #loop: Promise<void> = Promise.resolve();
  #lookedAt = Date.now();
  #tendedAt = 0;
  #failures = 0;
  #unqueued: readonly string[] = [];

  constructor(options: RunnerOptions<Tx>) {
    this.#options = options;
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** Called after a commit that queued jobs: they need not wait for the next look. */
  nudge(): void {
    this.#alarm.abort();
  }

  /** What is wrong with all of them, in words. */
  get trouble(): string | undefined {
    if (this.#failures > 0) return 'jobs cannot be taken';
    if (Date.now() - this.#lookedAt > STUCK_MS) return 'the runner of jobs stands still';
    return undefined;
  }

  /** Jobs whose time has come and that could not be queued, while all others go on. */
  get unqueued(): readonly string[] {
    return this.#unqueued;
  }

  /** What is in its transaction ends; what reaches outside is told, and given back. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('the service stops'));
    this.nudge();
    await this.#loop;
    await Promise.all([...this.#running.values()].map(({ end }) => end));
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      // Before the look: what is queued while it looks rings for the next one.
      this.#alarm = new AbortController();
      if (this.#stopping.signal.aborted) return;
      await this.#rest(await this.#look());
    }
  }

  async #rest(milliseconds: number): Promise<void> {
    await pause(milliseconds, undefined, { signal: this.#alarm.signal }).catch(() => undefined);
  }

  /** @returns how long to rest */
  async #look(): Promise<number> {
    const { jobs, leaseMs, logger } = this.#options;
    const shortest = Math.min(LOOK_MS, leaseMs / 3);
    try {
      // A look that a nudge brought forward only takes what is due.
      if (Date.now() - this.#tendedAt >= shortest / 2) await this.#tend();
      for (const job of jobs) await this.#fill(job);
      this.#lookedAt = Date.now();
      this.#failures = 0;
      return shortest;
    } catch (error) {
      this.#failures += 1;
      logger.warn({ err: error, failures: this.#failures }, 'jobs cannot be taken, trying again');
      return Math.min(BACKOFF_MAX_MS, FIRST_BACKOFF_MS * 2 ** Math.min(this.#failures, 10));
    }
  }

  /** What time alone brings: schedules, and the leases of our jobs and of those of processes that are gone. */
  async #tend(): Promise<void> {
    const { queue, schedules, leaseMs, logger } = this.#options;
    this.#tendedAt = Date.now();
    await queue.touch([...this.#running.values()].map(({ taken }) => taken));
    const lapsed = await queue.releaseLapsed(leaseMs);
    if (lapsed > 0) logger.warn({ lapsed }, 'jobs of a process that is gone are due again');
    const unqueued = await schedules.look();
    for (const { name, error } of unqueued)
      logger.error({ err: error, job: name }, 'a job of a schedule is not queued');
    this.#unqueued = unqueued.map(({ name }) => name);
  }

  async #fill(job: Job<Tx>): Promise<void> {
    const running = [...this.#running.values()].filter(({ taken }) => taken.name === job.name).length;
    if (running >= AT_ONCE || this.#stopping.signal.aborted) return;
    const { queue } = this.#options;
    for (const taken of await queue.take(job.name, AT_ONCE - running))
      this.#running.set(attemptOf(taken), { taken, end: this.#begin(job, taken) });
  }

  async #begin(job: Job<Tx>, taken: Taken): Promise<void> {
    const { logger } = this.#options;
    try {
      await runTaken(this.#options, job, { taken, stopping: this.#stopping.signal });
    } catch (error) {
      logger.warn({ err: error, jobId: taken.id, job: job.name }, 'the end of a job could not be written');
    } finally {
      this.#running.delete(attemptOf(taken));
      this.nudge();
    }
  }
}

/** A job that was lost may be taken again by the process that lost it. */
const attemptOf = ({ id, retryCount }: Taken): string => `${id} ${retryCount}`;
