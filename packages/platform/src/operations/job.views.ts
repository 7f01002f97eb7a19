import { reject } from '@ansinh/contracts/catalogue/problems';
import type { JobDefinition, JobDetail, JobQuery, JobSummary } from '@ansinh/contracts/operations/jobs.api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { Page } from '@ansinh/contracts/wire/common.api';
import { cursorPage } from '@ansinh/http';
import { type DescribedJob, findJob, type JobRow, listJobs } from '@ansinh/jobs';
import { maskDigits, maskJson } from './masking.rules';
import { type Desk, historyOf, traceIdOf } from './operations.views';

/** What the cursor of jobs is made of, in every service. */
export const JOB_CURSOR = [Id] as const;

const instantOf = (date: Date | null): string | null => date?.toISOString() ?? null;
const masked = (text: string | null): string | null => (text === null ? null : maskDigits(text));

const summaryOf = (service: ServiceName, row: JobRow): JobSummary => ({
  id: row.id,
  service,
  name: row.name,
  state: row.state,
  key: masked(row.key),
  attempts: row.attempts,
  cause: row.cause,
  detail: masked(row.detail),
  queuedAt: row.queued_at.toISOString(),
  dueAt: row.due_at.toISOString(),
  startedAt: instantOf(row.started_at),
  endedAt: instantOf(row.ended_at),
  traceId: traceIdOf(row.traceparent),
});

/** Newest first. Ids are UUIDv7, so that one cursor is a place in the jobs of every service. */
export const listJobPage = ({ db, service }: Desk, { state, name, ...query }: JobQuery): Promise<Page<JobSummary>> =>
  cursorPage({
    query,
    parts: JOB_CURSOR,
    find: ([before = 'ffffffff-ffff-ffff-ffff-ffffffffffff'], take) => listJobs(db, { state, name, before }, take),
    cursorOf: ({ id }) => [id],
    view: (row) => summaryOf(service, row),
  });

/** @throws request.not-found */
export const getJob = async (desk: Desk, id: string): Promise<JobDetail> => {
  const row = await findJob(desk.db, id);
  if (row === undefined) throw reject('request.not-found');
  const history = await historyOf(desk, 'job', id);
  return { ...summaryOf(desk.service, row), data: maskJson(row.data, 'digits'), history };
};

/** @throws request.not-found */
export const getJobSummary = async ({ db, service }: Desk, id: string): Promise<JobSummary> => {
  const row = await findJob(db, id);
  if (row === undefined) throw reject('request.not-found');
  return summaryOf(service, row);
};

/** What the service does by itself, when it did so last, and when it does so next. */
export const definitionOf = (
  service: ServiceName,
  { schedule, lastFor, nextAt, ...job }: DescribedJob,
): JobDefinition => ({
  service,
  ...job,
  schedule: schedule ?? null,
  lastFor: instantOf(lastFor),
  nextAt: instantOf(nextAt),
});
