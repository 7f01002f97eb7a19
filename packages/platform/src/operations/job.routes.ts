import {
  CANCELLING_JOB,
  LISTING_DEFINITIONS,
  LISTING_JOBS,
  READING_JOB,
  RETRYING_JOB,
} from '@ansinh/contracts/examples/jobs';
import {
  ActOnJob,
  JobDefinitions,
  JobDetail,
  JobPage,
  JobQuery,
  JobSummary,
} from '@ansinh/contracts/operations/jobs.api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { TransactionClient } from '@ansinh/database';
import { type Route, routeBuilders } from '@ansinh/http';
import { cancelJob, describeJobs, type Job, retryJob } from '@ansinh/jobs';
import { z } from 'zod';
import type { ServiceTx } from '../transactions';
import { definitionOf, getJob, getJobSummary, listJobPage } from './job.views';

const Params = z.object({ id: Id });
const READ = { tag: 'Operations', permission: 'operations:read' } as const;
const ACT = { tag: 'Operations', permission: 'operations:act' } as const;

const viewRoutes = <Db extends TransactionClient>(
  service: ServiceName,
  jobs: readonly Job<ServiceTx<Db>>[],
): Route<ServiceTx<Db>>[] => {
  const { route } = routeBuilders<ServiceTx<Db>>();
  return [
    route({
      method: 'get',
      path: '/v1/operations/jobs',
      summary: 'Jobs that wait, run, failed or ended in the last 14 days, newest first',
      ...READ,
      query: JobQuery,
      reply: JobPage,
      example: LISTING_JOBS,
      handle: ({ db }, { query }) => listJobPage({ db, service }, query),
    }),
    route({
      method: 'get',
      path: '/v1/operations/jobs/:id',
      summary: 'One of them with its masked data and its history',
      ...READ,
      params: Params,
      reply: JobDetail,
      problems: ['request.not-found'],
      example: READING_JOB,
      handle: ({ db }, { params }) => getJob({ db, service }, params.id),
    }),
    route({
      method: 'get',
      path: '/v1/operations/job-definitions',
      summary: 'What the service does by itself: schedules, last and next run, what waits and what failed',
      ...READ,
      reply: JobDefinitions,
      example: LISTING_DEFINITIONS,
      handle: async ({ db, now }) => {
        const described = await describeJobs(db, jobs, now);
        return { items: described.map((job) => definitionOf(service, job)) };
      },
    }),
  ];
};

const actRoutes = <Db extends TransactionClient>(
  service: ServiceName,
  jobs: readonly Job<ServiceTx<Db>>[],
): Route<ServiceTx<Db>>[] => {
  const { route } = routeBuilders<ServiceTx<Db>>();
  return [
    route({
      method: 'post',
      path: '/v1/operations/jobs/:id/retry',
      summary: 'Try a failed job again, with a reason',
      description: 'It has one attempt more. What it does takes effect at most once, however often it is tried.',
      ...ACT,
      params: Params,
      body: ActOnJob,
      reply: JobSummary,
      problems: ['request.not-found', 'job.not-failed', 'job.another-waits'],
      example: RETRYING_JOB,
      handle: async (tx, { params, body }) => {
        await retryJob(tx, params.id, body.reason);
        return getJobSummary({ db: tx.db, service }, params.id);
      },
    }),
    route({
      method: 'post',
      path: '/v1/operations/jobs/:id/cancellation',
      summary: 'Close a job without an effect, with a reason',
      description:
        'What runs at this moment is rolled back, unless its end is already written; whom it has reached outside, it has reached.',
      ...ACT,
      params: Params,
      body: ActOnJob,
      reply: JobSummary,
      problems: ['request.not-found', 'job.already-done'],
      example: CANCELLING_JOB,
      handle: async (tx, { params, body }) => {
        await cancelJob(tx, { jobs, id: params.id, reason: body.reason });
        return getJobSummary({ db: tx.db, service }, params.id);
      },
    }),
  ];
};

/** What waits for a time or for its turn, seen, tried again and cancelled by operators. */
export const jobRoutes = <Db extends TransactionClient>(
  service: ServiceName,
  jobs: readonly Job<ServiceTx<Db>>[],
): Route<ServiceTx<Db>>[] => [...viewRoutes(service, jobs), ...actRoutes(service, jobs)];
