import type { Note, TransactionClient } from '@ansinh/database';
import { SESSION_OPTIONS } from '@ansinh/database/session';
import type { Logger } from '@ansinh/telemetry';
import { type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Job } from '../job';
import { type HandClock, openHandClock } from './hand-clock';
import { inTransaction } from './in-transaction';
import { failFinally, KEEP_SECONDS, releaseClaim, releaseLapsed } from './job.store';
import { ClaimLost, Envelope, type JobInsert, type Taken } from './taken';

const NEVER_SECONDS = 3_650 * 86_400;
const RETRY_FIRST_SECONDS = 15;
const RETRY_MAX_SECONDS = 3_600;
/** The longest that one attempt may last, whatever it waits for. */
export const ATTEMPT_MAX_MS = 300_000;

/** A server that is frozen is noticed: no statement here takes so long. */
const SESSION = { keepAlive: true, query_timeout: 20_000, options: `${SESSION_OPTIONS} -c statement_timeout=15000` };

/** What a queue is told of a job. */
type Listed = Pick<Job<never>, 'name' | 'attempts' | 'keepSeconds'>;

export type JobQueueOptions = {
  readonly databaseUrl: string;
  readonly jobs: readonly Listed[];
  readonly logger: Logger;
  /** Whether this process tidies away what ended long ago. */
  readonly isTended: boolean;
  /** In a room: the queue goes by this clock instead of the database's. */
  readonly handClock?: (() => Date) | undefined;
};

const affectedOf = (response: object): number =>
  'affected' in response && typeof response.affected === 'number' ? response.affected : 0;

const takenOf = ({ name, id, retryCount, retryLimit, data }: JobWithMetadata<unknown>): Taken => ({
  ...Envelope.parse(data),
  name,
  id,
  retryCount,
  retryLimit,
});

/**
 * The jobs of one service in its database. pg-boss stores, hands out, ends and tidies them; its workers, its schedules and
 * its leases are not used (docs/adr/0019-jobs.md).
 */
export class JobQueue {
  readonly #boss: PgBoss;
  readonly #listed: ReadonlyMap<string, Listed>;
  readonly #clock: HandClock | undefined;

  constructor({ databaseUrl, jobs, logger, isTended, handClock }: JobQueueOptions) {
    if (new Set(jobs.map(({ name }) => name)).size !== jobs.length) throw new Error('two jobs have one name');
    this.#listed = new Map(jobs.map((job) => [job.name, job]));
    this.#clock = handClock && openHandClock(handClock);
    this.#boss = new PgBoss({
      connectionString: databaseUrl,
      schema: 'jobs',
      max: 2,
      application_name: 'jobs',
      ...SESSION,
      // Its tables come with our migrations, its workers and its timekeeper have no work here.
      migrate: false,
      createSchema: false,
      schedule: false,
      supervise: isTended,
      registerInstance: false,
      openTelemetry: { enabled: false },
      ...(this.#clock === undefined ? {} : { clock: this.#clock.clock }),
    });
    this.#boss.on('error', (error) => logger.warn({ err: error }, 'the queue of jobs has trouble'));
    this.#boss.on('warning', ({ message }) => logger.warn({ warning: message }, 'the queue of jobs warns'));
  }

  async open(): Promise<void> {
    await this.#boss.start();
    const names = [...this.#listed.keys()];
    const known = new Set((await this.#boss.getQueues(names)).map(({ name }) => name));
    for (const name of names) if (!known.has(name)) await this.#boss.createQueue(name, { policy: 'exclusive' });
  }

  close(): Promise<void> {
    return this.#boss.stop({ graceful: false });
  }

  find(name: string): Listed | undefined {
    return this.#listed.get(name);
  }

  get names(): readonly string[] {
    return [...this.#listed.keys()];
  }

  /** In a room, before its jobs are run: what is due by its clock now. */
  async setClock(): Promise<void> {
    await this.#clock?.set();
  }

  async insert(db: TransactionClient, name: string, rows: readonly JobInsert[]): Promise<void> {
    const keepSeconds = this.#listed.get(name)?.keepSeconds ?? KEEP_SECONDS;
    const jobs = rows.map(({ id, key, attempts, dueAt, envelope, priority = 0 }) => ({
      id,
      data: envelope,
      priority,
      singletonKey: key,
      startAfter: dueAt.toISOString(),
      // One more than it may fail: a job that was lost with its process is still handed out once, to be set aside.
      retryLimit: attempts,
      retryDelay: RETRY_FIRST_SECONDS,
      retryBackoff: true,
      retryDelayMax: RETRY_MAX_SECONDS,
      expireInSeconds: (2 * ATTEMPT_MAX_MS) / 1_000,
      retentionSeconds: NEVER_SECONDS,
      deleteAfterSeconds: keepSeconds,
    }));
    await this.#boss.insert(name, jobs, { db: this.#in(db) });
  }

  /** Takes at most so many that are due, the oldest first. */
  async take(name: string, count: number): Promise<Taken[]> {
    const jobs = await this.#boss.fetch(name, { batchSize: count, includeMetadata: true });
    return jobs.map(takenOf);
  }

  /** Ends the job in the transaction of its effect. @throws ClaimLost, which must roll that back */
  async complete(db: TransactionClient, taken: Taken): Promise<void> {
    const response = await this.#boss.complete(taken.name, attemptOf(taken), undefined, { db: this.#in(db) });
    if (affectedOf(response) !== 1) throw new ClaimLost(taken.name, taken.id);
  }

  /** The job is done again after a pause. */
  async retryLater(taken: Taken, note: Note): Promise<void> {
    await this.#boss.fail(taken.name, attemptOf(taken), note);
  }

  /** No more attempts: it waits for an operator. @throws ClaimLost */
  async failFinally(db: TransactionClient, taken: Taken, note: Note): Promise<void> {
    if (!(await failFinally(this.#in(db), taken, note))) throw new ClaimLost(taken.name, taken.id);
  }

  /** Gives a job back that was not done: it is due at once, and has as many attempts left as before. */
  release(taken: Taken): Promise<void> {
    return releaseClaim(this.#boss.getDb(), taken);
  }

  /** Gives back what others took and have not been heard of for `leaseMs`. */
  releaseLapsed(leaseMs: number): Promise<number> {
    return releaseLapsed(this.#boss.getDb(), this.names, leaseMs);
  }

  /** Says that we still work on them. */
  async touch(taken: readonly Taken[]): Promise<void> {
    for (const name of new Set(taken.map((one) => one.name)))
      await this.#boss.touch(name, taken.filter((one) => one.name === name).map(attemptOf));
  }

  #in(db: TransactionClient) {
    return inTransaction(db, this.#clock !== undefined);
  }
}

const attemptOf = ({ id, retryCount }: Taken) => ({ id, retryCount });
