import { JobState } from '@ansinh/contracts/operations/jobs.api';
import type { TransactionClient } from '@ansinh/database';
import { nextTime } from '../run/schedule-times';

/** How the queue stores what operators read. */
const STORED = {
  waiting: 'created',
  retry: 'retry',
  active: 'active',
  done: 'completed',
  cancelled: 'cancelled',
  failed: 'failed',
} as const satisfies Record<JobState, string>;

const stateOf = (stored: string): JobState => {
  const state = JobState.options.find((one) => STORED[one] === stored);
  if (state === undefined) throw new Error(`the queue knows no job that is ${stored}`);
  return state;
};

type StoredRow = {
  readonly id: string;
  readonly name: string;
  readonly state: string;
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
export type JobRow = Omit<StoredRow, 'state'> & { readonly state: JobState };

const rowOf = (row: StoredRow): JobRow => ({ ...row, state: stateOf(row.state) });

export type JobFilter = {
  readonly state: JobState | 'any';
  readonly name?: string | undefined;
  /** Ids are UUIDv7: their order is the order of queueing, in every service. */
  readonly before: string;
};

/** Newest first. */
export const listJobs = async (
  db: TransactionClient,
  { state, name, before }: JobFilter,
  take: number,
): Promise<JobRow[]> => {
  const stored = state === 'any' ? null : STORED[state];
  const rows = await db.$queryRaw<StoredRow[]>`
    SELECT id::text, name, state::text, key, attempts, cause, detail, data, traceparent,
           queued_at, due_at, started_at, ended_at
    FROM platform.jobs
    WHERE id < ${before}::uuid AND (${stored}::text::jobs.job_state IS NULL OR state = ${stored}::text::jobs.job_state)
      AND (${name ?? null}::text IS NULL OR name = ${name ?? null})
    ORDER BY jobs.id DESC LIMIT ${take}`;
  return rows.map(rowOf);
};

export const findJob = async (db: TransactionClient, id: string): Promise<JobRow | undefined> => {
  const [row] = await db.$queryRaw<StoredRow[]>`
    SELECT id::text, name, state::text, key, attempts, cause, detail, data, traceparent,
           queued_at, due_at, started_at, ended_at
    FROM platform.jobs WHERE id = ${id}::uuid`;
  return row && rowOf(row);
};

/** How many there are of what is not ended. */
type JobCounts = Readonly<Record<Exclude<JobState, 'done' | 'cancelled'>, number>>;

type CountRow = { readonly name: string; readonly state: string; readonly count: number };

const countUnended = (db: TransactionClient): PromiseLike<CountRow[]> => db.$queryRaw<CountRow[]>`
  SELECT name, state::text, count(*)::int AS count
  FROM platform.jobs WHERE state IN ('created', 'retry', 'active', 'failed') GROUP BY name, state`;

type TimeRow = { readonly name: string; readonly queued_for: Date | null };

const listTimes = (db: TransactionClient): PromiseLike<TimeRow[]> => db.$queryRaw<TimeRow[]>`
  SELECT name, queued_for FROM platform.job_schedules`;

/** What a service says of a job. */
export type ListedJob = { readonly name: string; readonly summary: string; readonly schedule: string | undefined };
export type DescribedJob = ListedJob & {
  readonly counts: JobCounts;
  /** The time of its schedule for which it was queued last, null before the first; and the next one. */
  readonly lastFor: Date | null;
  readonly nextAt: Date | null;
};

/** The jobs of a service in the order of its list, each with how it does. */
export const describeJobs = async (
  db: TransactionClient,
  jobs: readonly ListedJob[],
  now: Date,
): Promise<DescribedJob[]> => {
  const counts = new Map((await countUnended(db)).map((row) => [`${row.name} ${stateOf(row.state)}`, row.count]));
  const times = new Map((await listTimes(db)).map((row) => [row.name, row.queued_for]));
  return jobs.map(({ name, summary, schedule }) => {
    const countOf = (state: keyof JobCounts): number => counts.get(`${name} ${state}`) ?? 0;
    return {
      name,
      summary,
      schedule,
      counts: {
        waiting: countOf('waiting'),
        retry: countOf('retry'),
        active: countOf('active'),
        failed: countOf('failed'),
      },
      lastFor: times.get(name) ?? null,
      nextAt: schedule === undefined ? null : nextTime(schedule, now),
    };
  });
};
