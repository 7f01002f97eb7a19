import type { z } from 'zod';
import {
  type Job,
  type JobBuilder,
  type JobTx,
  type PlainJob,
  type ReachingJob,
  ScheduledDay,
  type ScheduledJob,
} from './job';
import { requireSchedule } from './run/schedule-times';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const ATTEMPTS = 5;

const jobOf = <Tx, Data extends z.ZodType, Result>(
  declared: PlainJob<Tx, Data> | ReachingJob<Tx, Data, Result>,
): Job<Tx, Data> => {
  const { name, summary, once, data: schema, attempts = ATTEMPTS, keepSeconds } = declared;
  if (!NAME.test(name)) throw new Error(`the name of a job is kebab-case, and "${name}" is not`);
  // Here and not when it begins: there it would hold up what all the other jobs begin with.
  if (once !== undefined) schema.parse(once);
  return {
    name,
    summary,
    schedule: undefined,
    once,
    data: schema,
    attempts,
    keepSeconds,
    prepare: async (raw, reaching) => {
      const given = { data: schema.parse(raw), id: reaching.id };
      if (declared.reach === undefined) return (tx) => declared.handle(tx, given);
      const result = await declared.reach(given.data, reaching);
      return (tx) => declared.handle(tx, { ...given, result });
    },
    ended: async (tx, ending) => {
      const read = schema.safeParse(ending.data);
      // Data that do not fit any more: there is nothing of them that the hook could be given.
      if (read.success) await declared.ended?.(tx, { ...ending, data: read.data });
    },
  };
};

type ChunkedJob<Tx, Cursor extends z.ZodType> = {
  readonly name: string;
  readonly summary: string;
  /** Where a chunk begins. */
  readonly cursor: Cursor;
  /** Where the first one does: it is queued once, when a service that lists this job starts for the first time. */
  readonly once?: z.input<Cursor>;
  readonly attempts?: number;
  /** Works through a bounded number of rows. @returns where the next chunk begins; undefined when there is none */
  readonly chunk: (tx: Tx, cursor: z.output<Cursor>) => Promise<z.input<Cursor> | undefined>;
};

/** The builders of the jobs of one service: they say what a job is given by the schema that stands beside it. */
export const jobBuilders = <Tx extends JobTx>() => {
  const job: JobBuilder<Tx> = jobOf;
  return {
    job,
    /** What happens by itself: it is queued at each of its times, with the day that it is for. */
    scheduledJob: ({ schedule, handle, ...declared }: ScheduledJob<Tx>): Job<Tx, typeof ScheduledDay> => {
      requireSchedule(declared.name, schedule);
      const handleDay: PlainJob<Tx, typeof ScheduledDay>['handle'] = (tx, { data, id }) => handle(tx, { ...data, id });
      return { ...job({ ...declared, data: ScheduledDay, handle: handleDay }), schedule };
    },
    /**
     * A backfill: chunk after chunk, each a transaction that queues the next one. A process that ends between two of them
     * loses nothing, and one that ends within one leaves nothing of it.
     */
    chunkedJob: <Cursor extends z.ZodType>({ cursor, chunk, ...declared }: ChunkedJob<Tx, Cursor>): Job<Tx, Cursor> => {
      const chunked: Job<Tx, Cursor> = job({
        ...declared,
        data: cursor,
        handle: async (tx, { data }) => {
          const next = await chunk(tx, data);
          if (next !== undefined) tx.enqueue(chunked, next);
        },
      });
      return chunked;
    },
  };
};
