import { SYSTEM_TENANT } from '../boss/taken';
import type { Job, JobTx } from '../job';
import type { TransactForJob } from './attempt';
import { claimTime, noteFirst } from './schedule.store';
import { dataAt, lastTime } from './schedule-times';

export type SchedulesOptions<Tx extends JobTx> = {
  readonly jobs: readonly Job<Tx>[];
  readonly transact: TransactForJob<Tx>;
  /** The clock of the service. */
  readonly now: () => Date;
};

const CAUSE = { id: 'schedule', tenant: SYSTEM_TENANT };

/** Queues jobs whose time has come, each time once, however many processes look. */
export class Schedules<Tx extends JobTx> {
  readonly #options: SchedulesOptions<Tx>;
  readonly #scheduled: readonly { readonly job: Job<Tx>; readonly schedule: string }[];
  /** For which time each was looked at last: most looks need no database. */
  readonly #seen = new Map<string, number>();
  #isBegun = false;

  constructor(options: SchedulesOptions<Tx>) {
    this.#options = options;
    this.#scheduled = options.jobs.flatMap((job) =>
      job.schedule === undefined ? [] : [{ job, schedule: job.schedule }],
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
      for (const { job, schedule } of this.#scheduled) await noteFirst(tx.db, job.name, lastTime(schedule, now()));
      for (const job of onces) if (await noteFirst(tx.db, `once ${job.name}`, now())) tx.enqueue(job, job.once);
    });
    this.#isBegun = true;
  }

  /** Of times that were missed, the newest alone is queued. */
  async look(): Promise<void> {
    await this.begin();
    const { transact, now } = this.#options;
    for (const { job, schedule } of this.#scheduled) {
      const time = lastTime(schedule, now());
      if (this.#seen.get(job.name) === time.getTime()) continue;
      await transact(CAUSE, async (tx) => {
        if (await claimTime(tx.db, job.name, time)) tx.enqueue(job, dataAt(time));
      });
      this.#seen.set(job.name, time.getTime());
    }
  }
}
