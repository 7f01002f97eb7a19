import { z } from 'zod';
import { InstantText } from '../vocabulary/calendar';
import { Id } from '../vocabulary/identifiers';
import { PageQuery, pageOf } from '../wire/common.api';
import { AuditEntry, ServiceNameText, UnavailableService } from './api';

/** `retry`: it failed, and is tried again after a pause. `failed`: no more attempts, it waits for an operator. */
export const JobState = z
  .enum(['waiting', 'active', 'retry', 'failed', 'done', 'cancelled'])
  .meta({ id: 'JobState', description: 'retry: tried again after a pause; failed: it waits for an operator' });
export type JobState = z.infer<typeof JobState>;

const JobName = z.string().min(1).max(100);

export const JobQuery = PageQuery.extend({
  state: z.enum([...JobState.options, 'any']).default('any'),
  name: JobName.optional(),
});
export type JobQuery = z.infer<typeof JobQuery>;

/** Work that waits for a time or for its turn, as a line of a list. */
export const JobSummary = z
  .object({
    id: Id,
    service: ServiceNameText,
    name: JobName,
    state: JobState,
    /** What it is queued for, where only one of a kind may wait. */
    key: z.string().nullable(),
    /** How often it was begun. */
    attempts: z.int().min(0),
    /** Why its last attempt failed: a code of the error catalogue, or `contract`, `handler-failed`, `lost`. */
    cause: z.string().nullable(),
    /** The kind of error, with codes that were answered, such as those of a mail server; no words of the error. */
    detail: z.string().nullable(),
    queuedAt: InstantText,
    /** Not before; after a failure the time of the next attempt. */
    dueAt: InstantText,
    startedAt: InstantText.nullable(),
    endedAt: InstantText.nullable(),
    /** The trace of what queued it; null for what a schedule queued. */
    traceId: z.string().nullable(),
  })
  .meta({ id: 'JobSummary' });
export type JobSummary = z.infer<typeof JobSummary>;

export const JobDetail = JobSummary.extend({
  /** Identifiers of ours; long runs of digits are masked all the same. */
  data: z.unknown(),
  /** Acts on this job, oldest first. */
  history: z.array(AuditEntry),
}).meta({ id: 'JobDetail' });
export type JobDetail = z.infer<typeof JobDetail>;

export const JobPage = pageOf(JobSummary);

const count = z.int().min(0);

export const JobDefinition = z
  .object({
    service: ServiceNameText,
    name: JobName,
    summary: z.string(),
    /** Five fields of cron in Asia/Ho_Chi_Minh; null for what is queued by acts and events alone. */
    schedule: z.string().nullable(),
    /** The time of the schedule for which it was queued last; null until it was. */
    lastFor: InstantText.nullable(),
    nextAt: InstantText.nullable(),
    /** What is not ended. */
    counts: z.object({ waiting: count, retry: count, active: count, failed: count }),
  })
  .meta({ id: 'JobDefinition' });
export type JobDefinition = z.infer<typeof JobDefinition>;
export const JobDefinitions = z.object({ items: z.array(JobDefinition) });

export const ActOnJob = z
  .object({ reason: z.string().trim().min(3, 'give a reason of 3 characters or more').max(500) })
  .meta({ id: 'ActOnJob' });
export type ActOnJob = z.infer<typeof ActOnJob>;

const ONE_SERVICE = { service: ServiceNameText.optional() };
export const PlatformJobQuery = JobQuery.extend(ONE_SERVICE);
export type PlatformJobQuery = z.infer<typeof PlatformJobQuery>;
export const PlatformJobDefinitionQuery = z.object(ONE_SERVICE);
export type PlatformJobDefinitionQuery = z.infer<typeof PlatformJobDefinitionQuery>;

const unavailable = z.array(UnavailableService);
export const PlatformJobPage = JobPage.extend({ unavailable });
export const PlatformJobDefinitions = JobDefinitions.extend({ unavailable });
