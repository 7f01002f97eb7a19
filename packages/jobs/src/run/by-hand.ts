import { newId } from '@ansinh/database';
import { SYSTEM_TENANT, type Taken } from '../boss/taken';
import type { Job, JobTx } from '../job';
import { type AttemptParts, type Ran, runTaken } from './attempt';
import type { Schedules } from './schedules';

export type ByHandOptions<Tx extends JobTx> = AttemptParts<Tx> & {
  readonly jobs: readonly Job<Tx>[];
  readonly schedules: Schedules<Tx>;
};

/** Runs jobs when it is asked to, one after the other: what a room does instead of a runner. */
export type ByHand = {
  /** Everything that is due by the clock of the service, until nothing is. */
  readonly runDue: () => Promise<Ran[]>;
  /** One of these data, whether its time has come or not. */
  readonly runOne: (name: string, data: unknown) => Promise<Ran>;
};

const NEVER = new AbortController().signal;
const FIRST = 1_000;

export const byHand = <Tx extends JobTx>(options: ByHandOptions<Tx>): ByHand => {
  const { queue, jobs, schedules, transact } = options;
  const run = (job: Job<Tx>, taken: Taken): Promise<Ran> => runTaken(options, job, { taken, stopping: NEVER });

  /** One round over all names; empty when nothing is due any more. */
  const round = async (): Promise<Ran[]> => {
    const ran: Ran[] = [];
    for (const job of jobs) for (const taken of await queue.take(job.name, 100)) ran.push(await run(job, taken));
    return ran;
  };

  return {
    runDue: async () => {
      await queue.setClock();
      for (const { error } of await schedules.look()) throw error;
      const ran: Ran[] = [];
      for (let found = await round(); found.length > 0; found = await round()) ran.push(...found);
      return ran;
    },
    runOne: async (name, data) => {
      const job = jobs.find((one) => one.name === name);
      if (job === undefined) throw new Error(`this service does not list the job ${name}`);
      await queue.setClock();
      const id = newId();
      await transact({ id, tenant: SYSTEM_TENANT }, ({ db }) =>
        queue.insert(db, name, [
          {
            id,
            key: id,
            attempts: job.attempts,
            dueAt: new Date(0),
            envelope: { data: job.data.parse(data), tenant: SYSTEM_TENANT },
            priority: FIRST,
          },
        ]),
      );
      const [taken] = await queue.take(name, 1);
      if (taken?.id !== id) throw new Error(`the job ${name} could not be taken`);
      return run(job, taken);
    },
  };
};
