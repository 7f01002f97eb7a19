import { CANCELLING_JOB, READING_JOB, RETRYING_JOB } from '@ansinh/contracts/examples/jobs';
import {
  ActOnJob,
  JobDetail,
  JobSummary,
  PlatformJobDefinitionQuery,
  PlatformJobDefinitions,
  PlatformJobPage,
  PlatformJobQuery,
} from '@ansinh/contracts/operations/jobs.api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import type { Route } from '@ansinh/http';
import { z } from 'zod';
import { route, type Tx, workRoute } from '../kit';
import { type AskParts, JOBS } from './ask';
import { LISTING_DEFINITIONS, LISTING_JOBS } from './job.examples';
import { getJob, listJobDefinitions, listJobs } from './job.views';
import { actOnJob, passOn } from './operations.commands';

const Params = z.object({ id: Id });
const READ = { tag: 'Operations', permission: 'operations:read' } as const;
const ACT = { tag: 'Operations', permission: 'operations:act' } as const;
const FOUND = ['request.not-found'] as const;

/** What waits for a time or for its turn, in all services. */
export const jobRoutes = (parts: () => AskParts): Route<Tx>[] => [
  route({
    method: 'get',
    path: JOBS,
    summary: 'Jobs of all services that wait, run, failed or ended in the last 14 days, newest first',
    description: 'A service that does not answer is named in `unavailable`: then the list is not whole.',
    ...READ,
    query: PlatformJobQuery,
    reply: PlatformJobPage,
    example: LISTING_JOBS,
    handle: (_tx, { query }) => listJobs(parts(), query),
  }),
  route({
    method: 'get',
    path: '/v1/operations/job-definitions',
    summary: 'What the services do by themselves: schedules, last and next run, what waits and what failed',
    ...READ,
    query: PlatformJobDefinitionQuery,
    reply: PlatformJobDefinitions,
    example: LISTING_DEFINITIONS,
    handle: (_tx, { query }) => listJobDefinitions(parts(), query),
  }),
  route({
    method: 'get',
    path: `${JOBS}/:id`,
    summary: 'One job with its masked data and its history',
    ...READ,
    params: Params,
    reply: JobDetail,
    problems: FOUND,
    example: READING_JOB,
    handle: (_tx, { params }) => getJob(parts(), params.id),
  }),
  workRoute({
    method: 'post',
    path: `${JOBS}/:id/retry`,
    summary: 'Try a failed job again, with a reason',
    description: 'It has one attempt more. What it does takes effect at most once, however often it is tried.',
    ...ACT,
    params: Params,
    body: ActOnJob,
    reply: JobSummary,
    problems: [...FOUND, 'job.not-failed', 'job.another-waits'],
    example: RETRYING_JOB,
    handle: (context, { params, body }) =>
      passOn(context, () => actOnJob(parts(), params.id, { name: 'retry', act: body })),
  }),
  workRoute({
    method: 'post',
    path: `${JOBS}/:id/cancellation`,
    summary: 'Close a job without an effect, with a reason',
    description: 'What runs at this moment is rolled back, unless its end is already written.',
    ...ACT,
    params: Params,
    body: ActOnJob,
    reply: JobSummary,
    problems: [...FOUND, 'job.already-done'],
    example: CANCELLING_JOB,
    handle: (context, { params, body }) =>
      passOn(context, () => actOnJob(parts(), params.id, { name: 'cancellation', act: body })),
  }),
];
