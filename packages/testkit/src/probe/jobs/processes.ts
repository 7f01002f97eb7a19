import { join } from 'node:path';
import { newId, openDatabase } from '@ansinh/database';
import { Enqueued, type Job, type Jobs, type JobTx, jobBuilders, openJobs } from '@ansinh/jobs';
import { createLogger } from '@ansinh/telemetry';
import { z } from 'zod';
import { type Prisma, PrismaClient } from '../../generated/prisma/client';
import { createTestDatabase, foldersOf, type TestDatabase } from '../../servers/databases';

export type Tx = JobTx & { readonly db: Prisma.TransactionClient };
type Transact = <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
/** One process of a service, as far as its jobs go. */
export type Process = { readonly jobs: Jobs; readonly transact: Transact; readonly end: () => Promise<void> };

const MIGRATIONS = join(__dirname, '../../../prisma/migrations');
export const LEASE_MS = 900;
const logger = createLogger('payment', 'silent');
export const { job, chunkedJob, scheduledJob } = jobBuilders<Tx>();

export const move = async ({ db }: Tx, id: string): Promise<void> => {
  await db.$executeRaw`
    INSERT INTO counters (id, total, version) VALUES (${id}::uuid, 1, 1)
    ON CONFLICT (id) DO UPDATE SET total = counters.total + 1`;
};
export const Id = z.object({ id: z.uuid() });
/** The counter of jobs that were told of their failure. */
export const failures = newId();

export const countOne = job({
  name: 'count-one',
  summary: 'Moves a counter',
  data: Id,
  attempts: 1,
  handle: (tx, { data }) => move(tx, data.id),
  ended: (tx) => move(tx, failures),
});

/** The processes of a test on one database of their own. */
export class Processes {
  readonly #test: TestDatabase;
  readonly #started: Process[] = [];

  constructor(test: TestDatabase) {
    this.#test = test;
  }

  static async open(): Promise<Processes> {
    return new Processes(await createTestDatabase(MIGRATIONS));
  }

  /** `isRunning: false`: it takes jobs and is never heard of again. */
  async start(jobs: readonly Job<Tx>[], isRunning = true): Promise<Process> {
    const database = await openDatabase<Prisma.TransactionClient, PrismaClient>({
      url: this.#test.url,
      client: PrismaClient,
      migrations: foldersOf(MIGRATIONS),
      poolSize: 5,
    });
    let opened: Jobs | undefined;
    const transact: Transact = (work) =>
      database.transaction(async (db) => {
        const enqueued = new Enqueued({ queue: opened?.queue, tenant: 'agency:66', now: new Date() });
        const result = await work({ db, enqueue: enqueued.enqueue });
        await enqueued.flush(db);
        return result;
      });
    const enqueue = () => {
      throw new Error('a read queues nothing');
    };
    const running = await openJobs<Tx>({
      databaseUrl: this.#test.url,
      jobs,
      transact: (_cause, work) => transact(work),
      read: (work) => work({ db: database.client, enqueue }),
      now: () => new Date(),
      logger,
      leaseMs: LEASE_MS,
      isByHand: !isRunning,
    });
    opened = running;
    await running.start();
    const process = {
      jobs: running,
      transact,
      end: async () => {
        await running.stop();
        await running.close();
        await database.close();
      },
    };
    this.#started.push(process);
    return process;
  }

  /** Ends all that were started so far. */
  async end(): Promise<void> {
    for (const { end } of this.#started.splice(0)) await end();
  }

  async drop(): Promise<void> {
    await this.end();
    await this.#test.drop();
  }
}

export const totalsOf = (process: Process): Promise<number[]> =>
  process.transact(async ({ db }) => {
    const rows = await db.counter.findMany({ orderBy: { id: 'asc' } });
    return rows.map(({ total }) => Number(total));
  });

export const statesOf = (process: Process): Promise<{ state: string }[]> =>
  process.transact(
    async ({ db }) => await db.$queryRaw<{ state: string }[]>`SELECT state::text FROM platform.jobs ORDER BY id`,
  );
