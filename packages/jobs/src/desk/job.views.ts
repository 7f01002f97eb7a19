import type { TransactionClient } from '@ansinh/database';
import { nextTime } from '../run/schedule-times';

/** As operators say it; pg-boss calls the first `created` and the last but one `completed`. */
export type JobState = 'waiting' | 'retry' | 'active' | 'done' | 'cancelled' | 'failed';

export type JobRow = {
  readonly id: string;
  readonly name: string;
  readonly state: JobState;
  /** Null for a job without one. */
  readonly key: string | null;
  readonly attempts: number;
  readonly cause: string | null;
  readonly detail: string | null;
  readonly data: unknown;
  readonly traceparent: string | null;
  readonly queued_at: Date;
  readonly due_at: Date;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
};

export type JobFilter = {
  readonly state: JobState | 'any';
  readonly name?: string | undefined;
  /** Ids are UUIDv7: their order is the order of queueing, in every service. */
  readonly before: string;
};

const STORED: Readonly<Record<JobState, string>> = {
  waiting: 'created',
  retry: 'retry',
  active: 'active',
  done: 'completed',
  cancelled: 'cancelled',
  failed: 'failed',
};

/** Newest first. */
export const listJobs = (
  db: TransactionClient,
  { state, name, before }: JobFilter,
  take: number,
): PromiseLike<JobRow[]> => {
  const stored = state === 'any' ? null : STORED[state];
  return db.$queryRaw<JobRow[]>`
    SELECT id::text, name, state, key, attempts, cause, detail, data, traceparent, queued_at, due_at, started_at, ended_at
    FROM platform.jobs
    WHERE id < ${before}::uuid AND (${stored}::text::jobs.job_state IS NULL OR stored_state = ${stored}::text::jobs.job_state)
      AND (${name ?? null}::text IS NULL OR name = ${name ?? null})
    ORDER BY id DESC LIMIT ${take}`;
};

export const findJob = async (db: TransactionClient, id: string): Promise<JobRow | undefined> => {
  const [row] = await db.$queryRaw<JobRow[]>`
    SELECT id::text, name, state, key, attempts, cause, detail, data, traceparent, queued_at, due_at, started_at, ended_at
    FROM platform.jobs WHERE id = ${id}::uuid`;
  return row;
};

export type JobCounts = {
  readonly waiting: number;
  readonly retry: number;
  readonly active: number;
  readonly failed: number;
};
type CountsRow = JobCounts & { readonly name: string };

/** What is not ended, by name. */
const countJobs = (db: TransactionClient): PromiseLike<CountsRow[]> => db.$queryRaw<CountsRow[]>`
  SELECT name, (count(*) FILTER (WHERE state = 'created'))::int AS waiting,
         (count(*) FILTER (WHERE state = 'retry'))::int AS retry, (count(*) FILTER (WHERE state = 'active'))::int AS active,
         (count(*) FILTER (WHERE state = 'failed'))::int AS failed
  FROM jobs.job WHERE state IN ('created', 'retry', 'active', 'failed') GROUP BY name`;

const listTimes = (db: TransactionClient): PromiseLike<{ name: string; last_for: Date }[]> =>
  db.$queryRaw<{ name: string; last_for: Date }[]>`SELECT name, last_for FROM platform.job_schedules`;

export type ScheduledDefinition = { readonly name: string; readonly schedule: string | undefined };
export type JobTimes = JobCounts & { readonly lastFor: Date | null; readonly nextAt: Date | null };

const NONE: JobCounts = { waiting: 0, retry: 0, active: 0, failed: 0 };

/** How each job of a service does, in the order of its list. */
export const readTimes = async (
  db: TransactionClient,
  jobs: readonly ScheduledDefinition[],
  now: Date,
): Promise<JobTimes[]> => {
  const counts = new Map((await countJobs(db)).map(({ name, ...row }) => [name, row]));
  const times = new Map((await listTimes(db)).map((row) => [row.name, row.last_for]));
  return jobs.map(({ name, schedule }) => ({
    ...(counts.get(name) ?? NONE),
    lastFor: times.get(name) ?? null,
    nextAt: schedule === undefined ? null : nextTime(schedule, now),
  }));
};
