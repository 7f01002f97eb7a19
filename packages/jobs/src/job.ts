import { LocalDateText } from '@ansinh/contracts/vocabulary/calendar';
import type { TransactionClient } from '@ansinh/database';
import { z } from 'zod';

/** What a scheduled job is given: the day in Viet Nam that it runs for. */
export const ScheduledDay = z.object({ day: LocalDateText });

/** What caused a job: whose it is, and the trace that it belongs to. */
export type CausedBy = { readonly tenant: string; readonly traceparent?: string | undefined };

export type EnqueueOptions = {
  /**
   * While a job of this name and key waits, runs or is to be tried again, a second one is not made: one that must see what
   * is written after it began, or queues its own successor, has no key.
   */
  readonly key?: string;
  readonly notBefore?: Date;
  /** The event that caused this job, where a transaction handles several; the cause of the transaction when left out. */
  readonly causedBy?: CausedBy | undefined;
};

/**
 * Queues a job with the transaction: it is there when the commit is, and with it alone. The data are identifiers of ours,
 * never what they stand for: operators see them, and they are kept for days. 64 kB at most.
 */
export type Enqueue = <Data extends z.ZodType>(
  job: { readonly name: string; readonly data: Data },
  data: z.input<Data>,
  options?: EnqueueOptions,
) => void;

export type JobTx = { readonly db: TransactionClient; readonly enqueue: Enqueue };

/** What a job knows while it reaches outside of any transaction. */
export type Reaching<Tx> = {
  readonly id: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** Aborted when the service stops, or when it took too long: whoever goes on by itself is not waited for. */
  readonly signal: AbortSignal;
  /** A short read of the database; it cannot append or enqueue. */
  readonly read: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
};

type Given<Data extends z.ZodType> = { readonly data: z.output<Data>; readonly id: string };

/** How a job ended that has no effect, and how often it was begun. */
export type Ending = { readonly attempts: number } & (
  | { readonly how: 'failed'; readonly error: unknown }
  | { readonly how: 'cancelled' }
);

type Declared<Tx, Data extends z.ZodType> = {
  /** kebab-case, once in a service. */
  readonly name: string;
  /** One line, shown to operators. */
  readonly summary: string;
  readonly data: Data;
  /** Queued once, when a service that lists this job starts for the first time: how a backfill begins. */
  readonly once?: z.input<Data>;
  /** With growing pauses, from 15 seconds to an hour; 5 when left out. */
  readonly attempts?: number;
  /** How long it is kept when it is done; 14 days when left out. */
  readonly keepSeconds?: number | undefined;
  /**
   * When the last attempt failed or the rules refused the job, and when an operator cancels it: in one transaction with the
   * note of it. What failed may still be tried again, and is told then how that ended, or be cancelled.
   */
  readonly ended?: (tx: Tx, ending: Given<Data> & Ending) => Promise<unknown>;
};

export type PlainJob<Tx, Data extends z.ZodType> = Declared<Tx, Data> & {
  readonly reach?: undefined;
  /** One transaction: the effect, its events, further jobs, and the end of this one. */
  readonly handle: (tx: Tx, given: Given<Data>) => Promise<unknown>;
};

export type ReachingJob<Tx, Data extends z.ZodType, Result> = Declared<Tx, Data> & {
  /**
   * What no transaction may wait for, such as SMTP or HTTP. After a crash it is done again, so that whoever is reached
   * must know a second time by `id`, or bear it.
   */
  readonly reach: (data: z.output<Data>, reaching: Reaching<Tx>) => Promise<Result>;
  readonly handle: (tx: Tx, given: Given<Data> & { readonly result: Result }) => Promise<unknown>;
};

export type ScheduledJob<Tx> = {
  /** kebab-case, once in a service. */
  readonly name: string;
  /** One line, shown to operators. */
  readonly summary: string;
  /** Five fields of cron in Asia/Ho_Chi_Minh. */
  readonly schedule: string;
  /** As of every job. */
  readonly attempts?: number;
  /** How long operators see it when it is done, where it is done so often that others would be lost among it. */
  readonly keepSeconds?: number;
  /** One transaction for a day: the effect, its events, further jobs, and the end of this one. */
  readonly handle: (tx: Tx, given: z.output<typeof ScheduledDay> & { readonly id: string }) => Promise<unknown>;
};

/** What a job does in its transaction, when everything outside is done. */
export type Effect<Tx> = (tx: Tx) => Promise<unknown>;

/** A job as the runner sees it: its types are gone, its schema stays. */
export type Job<Tx, Data extends z.ZodType = z.ZodType> = {
  readonly name: string;
  readonly summary: string;
  /** Undefined for what is queued by `tx.enqueue` alone. */
  readonly schedule: string | undefined;
  readonly once: z.input<Data> | undefined;
  readonly data: Data;
  readonly attempts: number;
  readonly keepSeconds: number | undefined;
  /** @throws ZodError for data that do not fit, or whatever `reach` throws */
  readonly prepare: (data: unknown, reaching: Reaching<Tx>) => Promise<Effect<Tx>>;
  readonly ended: (tx: Tx, ending: { readonly data: unknown; readonly id: string } & Ending) => Promise<unknown>;
};

export type JobBuilder<Tx> = {
  <Data extends z.ZodType>(declared: PlainJob<Tx, Data>): Job<Tx, Data>;
  <Data extends z.ZodType, Result>(declared: ReachingJob<Tx, Data, Result>): Job<Tx, Data>;
};
