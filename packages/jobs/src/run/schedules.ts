import { SYSTEM_TENANT } from '../boss/taken';
import { type Job, type JobTx, ScheduledDay } from '../job';
import type { TransactForJob } from './attempt';
import { claimTime, noteOnce, noteSchedule } from './schedule.store';
import { dataAt, lastTime } from './schedule-times';

export type SchedulesOptions<Tx extends JobTx> = {
  readonly jobs: readonly Job<Tx>[];
  readonly transact: TransactForJob<Tx>;
  /** The clock of the service. */
  readonly now: () => Date;
};

/** A job that could not be queued though its time has come. */
export type Unqueued = { readonly name: string; readonly error: unknown };

type Scheduled = { readonly name: string; readonly schedule: string };

const CAUSE = { id: 'schedule', tenant: SYSTEM_TENANT };

/** Queues jobs whose time has come, each time once, however many processes look. */
export class Schedules<Tx extends JobTx> {
  readonly #options: SchedulesOptions<Tx>;
  readonly #scheduled: readonly Scheduled[];
  /** For which time each was looked at last: most looks need no database. */
  readonly #seen = new Map<string, number>();
  #isBegun = false;

  constructor(options: SchedulesOptions<Tx>) {
    this.#options = options;
    this.#scheduled = options.jobs.flatMap(({ name, schedule }) =>
      schedule === undefined ? [] : [{ name, schedule }],
    );
  }

  /**
   * What the first look begins with. A schedule that is new here counts from now on: what would have been before is not made up for.
   * What is to be queued once is queued by the first process that ever starts with it.
   */
  async begin(): Promise<void> {
    if (this.#isBegun) return;
    const { jobs, transact, now } = this.#options;
    const onces = jobs.filter(({ once }) => once !== undefined);
    await transact(CAUSE, async (tx) => {
      for (const { name, schedule } of this.#scheduled) await noteSchedule(tx.db, name, lastTime(schedule, now()));
      for (const job of onces) if (await noteOnce(tx.db, job.name, now())) tx.enqueue(job, job.once);
    });
    this.#isBegun = true;
  }

  /**
   * Of times that were missed, the newest alone is queued. One that cannot be queued holds up no other: the next look tries
   * it again.
   */
  async look(): Promise<readonly Unqueued[]> {
    await this.begin();
    const unqueued: Unqueued[] = [];
    for (const scheduled of this.#scheduled)
      try {
        await this.#queue(scheduled);
      } catch (error) {
        unqueued.push({ name: scheduled.name, error });
      }
    return unqueued;
  }

  async #queue({ name, schedule }: Scheduled): Promise<void> {
    const { transact, now } = this.#options;
    const time = lastTime(schedule, now());
    if (this.#seen.get(name) === time.getTime()) return;
    await transact(CAUSE, async (tx) => {
      if (await claimTime(tx.db, name, time)) tx.enqueue({ name, data: ScheduledDay }, dataAt(time));
    });
    this.#seen.set(name, time.getTime());
  }
}
