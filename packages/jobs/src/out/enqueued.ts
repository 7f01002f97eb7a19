import { newId, type TransactionClient } from '@ansinh/database';
import { TraceRoom, traceHeaders } from '@ansinh/telemetry';
import type { JobQueue } from '../boss/job-queue';
import type { Envelope, JobInsert } from '../boss/taken';
import type { CausedBy, Enqueue } from '../job';

export const JOB_DATA_BYTES_MAX = 65_536;

export type EnqueuedOptions = {
  /** Undefined before the start, and in what changes nothing. */
  readonly queue: JobQueue | undefined;
  /** `kind:code` of who caused it: the events of the job are of the same tenant. */
  readonly tenant: string;
  readonly now: Date;
};

/** Collects the jobs of one transaction and writes them before its commit, one insert for each name. */
export class Enqueued {
  readonly #options: EnqueuedOptions;
  readonly #byName = new Map<string, JobInsert[]>();
  readonly #traceRoom = new TraceRoom();

  constructor(options: EnqueuedOptions) {
    this.#options = options;
  }

  /** Checks the data against the job's schema: who enqueues what no job can read fails, not the job. */
  readonly enqueue: Enqueue = ({ name, data: schema }, data, { key, notBefore, causedBy } = {}) => {
    const { queue, tenant, now } = this.#options;
    const job = queue?.find(name);
    if (job === undefined) throw new Error(`this service does not list the job ${name}`);
    const given = schema.parse(data);
    if (Buffer.byteLength(JSON.stringify(given)) > JOB_DATA_BYTES_MAX)
      throw new Error(`the data of ${name} are above ${JOB_DATA_BYTES_MAX} bytes`);
    const id = newId();
    const row: JobInsert = {
      id,
      // A job without a key is the only one with its own id: the queue keeps one unfinished job for each key.
      key: key ?? id,
      attempts: job.attempts,
      dueAt: notBefore ?? now,
      envelope: { data: given, ...this.#handedOn(causedBy ?? { tenant, ...traceHeaders() }) },
    };
    const rows = this.#byName.get(name);
    if (rows === undefined) this.#byName.set(name, [row]);
    else rows.push(row);
  };

  /** Never the trace of another cause: an event that carries none begins one with its job. */
  #handedOn({ tenant, traceparent }: CausedBy): Omit<Envelope, 'data'> {
    return { tenant, ...this.#traceRoom.next(traceparent) };
  }

  get size(): number {
    return this.#byName.size;
  }

  /** The names in their order, so that two transactions never wait for each other. */
  async flush(db: TransactionClient): Promise<void> {
    const names = [...this.#byName].sort(([one], [other]) => (one < other ? -1 : 1));
    for (const [name, rows] of names) await this.#options.queue?.insert(db, name, rows);
  }
}
