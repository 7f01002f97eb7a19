import { z } from 'zod';
import { InstantText, LocalDateText } from '../vocabulary/calendar';
import { Id } from '../vocabulary/identifiers';
import { SERVICES } from '../vocabulary/services';
import { PageQuery, pageOf } from '../wire/common.api';
import { JobFigures, SealFigures, seconds } from './figures';

export const ServiceNameText = z.enum(SERVICES).meta({ id: 'ServiceName' });

export const DeadLetterState = z.enum(['open', 'replayed', 'discarded']).meta({ id: 'DeadLetterState' });
export type DeadLetterState = z.infer<typeof DeadLetterState>;

const CRITERIA = {
  cause: z.string().min(1).max(200).optional(),
  type: z.string().min(1).max(200).optional(),
  topic: z.string().min(1).max(249).optional(),
  /** Letters that died at this instant or later. */
  since: InstantText.optional(),
};

/** Open letters when `state` is left out: what was dealt with does not hide what is left. */
const state = z.enum([...DeadLetterState.options, 'any']).default('open');

export const DeadLetterQuery = PageQuery.extend({ ...CRITERIA, state });
export type DeadLetterQuery = z.infer<typeof DeadLetterQuery>;

export const DeadLetterGroupQuery = z.object({ ...CRITERIA, state });
export type DeadLetterGroupQuery = z.infer<typeof DeadLetterGroupQuery>;

/** Nothing is chosen by default: an empty filter is refused, so that no slip replays everything. */
export const DeadLetterFilter = z
  .object(CRITERIA)
  .refine((filter) => Object.values(filter).some((value) => value !== undefined), {
    message: 'name at least one of cause, type, topic and since',
  })
  .meta({ id: 'DeadLetterFilter' });
export type DeadLetterFilter = z.infer<typeof DeadLetterFilter>;

/** A message that a service could not process, as a line of a list. */
export const DeadLetterSummary = z
  .object({
    id: Id,
    service: ServiceNameText,
    state: DeadLetterState,
    /** A code of the error catalogue, or `headers`, `unknown-type`, `empty`, `json`, `contract`, `handler-failed`. */
    cause: z.string(),
    detail: z.string(),
    type: z.string().nullable(),
    topic: z.string(),
    partition: z.int(),
    offset: z.string(),
    eventId: Id.nullable(),
    aggregateId: z.string().nullable(),
    attempts: z.int(),
    diedAt: InstantText,
    /** The trace of the request that caused the message; null when it carries none. */
    traceId: z.string().nullable(),
  })
  .meta({ id: 'DeadLetterSummary' });
export type DeadLetterSummary = z.infer<typeof DeadLetterSummary>;

/** One act, who did it and why: rows of the audit are never changed. */
export const AuditEntry = z
  .object({
    service: ServiceNameText,
    position: z.string(),
    at: InstantText,
    subject: z.string(),
    tenant: z.string(),
    action: z.string(),
    target: z.string(),
    reason: z.string().nullable(),
    outcome: z.string().nullable(),
    traceId: z.string().nullable(),
    /** SHA-256 of what the thing was, and of what it is since. */
    beforeDigest: z.string().nullable().default(null),
    afterDigest: z.string().nullable().default(null),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

export const DeadLetter = DeadLetterSummary.extend({
  /** Long runs of digits are masked; the values of an event that identifies a person are masked as a whole. */
  headers: z.record(z.string(), z.string()),
  payload: z.object({
    sizeBytes: z.int(),
    sha256: z.string(),
    masked: z.enum(['all-values', 'digits']),
    /** The data with their structure; null when they are not JSON. */
    json: z.unknown(),
  }),
  closedAt: InstantText.nullable(),
  /** Acts on this letter, oldest first. */
  history: z.array(AuditEntry),
}).meta({ id: 'DeadLetter' });
export type DeadLetter = z.infer<typeof DeadLetter>;

export const DeadLetterPage = pageOf(DeadLetterSummary);

export const DeadLetterGroup = z
  .object({
    service: ServiceNameText,
    cause: z.string(),
    type: z.string().nullable(),
    count: z.int(),
    firstDiedAt: InstantText,
    lastDiedAt: InstantText,
  })
  .meta({ id: 'DeadLetterGroup' });
export type DeadLetterGroup = z.infer<typeof DeadLetterGroup>;
export const DeadLetterGroups = z.object({ items: z.array(DeadLetterGroup) });

/**
 * `replayed`: it took effect now. `already-done`: its event had taken effect before, or the letter was closed before; no
 * second effect. `failed`: it stays open with its new cause.
 */
export const ReplayResult = z
  .object({ outcome: z.enum(['replayed', 'already-done', 'failed']), letter: DeadLetterSummary })
  .meta({ id: 'ReplayResult' });
export type ReplayResult = z.infer<typeof ReplayResult>;

const reason = z.string().trim().min(3, 'give a reason of 3 characters or more').max(500);

export const ReplayDeadLetters = z
  .object({
    filter: DeadLetterFilter,
    /** True only counts. It has no default: whoever replays says so. */
    dryRun: z.boolean(),
    /** The most letters of this call, oldest first; the rest is `remaining`. */
    limit: z.int().min(1).max(10_000).default(1_000),
    reason: reason.optional(),
  })
  .meta({ id: 'ReplayDeadLetters' });
export type ReplayDeadLetters = z.infer<typeof ReplayDeadLetters>;

const count = z.int().min(0);
export const ReplayCounts = z
  .object({
    /** Open letters that the filter named when the call began: the sum of all that follow. */
    matched: count,
    replayed: count,
    alreadyDone: count,
    failed: count,
    /** Behind an older letter of the same aggregate that is still open. */
    heldBack: count,
    /** Not tried, because of `limit` or of the time that one call may take: call again. */
    remaining: count,
  })
  .meta({ id: 'ReplayCounts' });
export type ReplayCounts = z.infer<typeof ReplayCounts>;

export const DiscardDeadLetter = z.object({ reason }).meta({ id: 'DiscardDeadLetter' });

export const AuditQuery = PageQuery.extend({
  /** Who acted, as the client of a token; `tenant`: on whose behalf, `facility:66001`. */
  subject: z.string().max(200).optional(),
  tenant: z.string().max(200).optional(),
  day: LocalDateText.optional(),
  action: z.string().max(200).optional(),
  target: z.string().max(200).optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;
export const AuditPage = pageOf(AuditEntry);

/** Something that stands still, in words, and since when. */
export const Stuck = z.object({ what: z.string(), since: InstantText }).meta({ id: 'Stuck' });
export type Stuck = z.infer<typeof Stuck>;

export const ServiceStatus = z
  .object({
    service: ServiceNameText,
    at: InstantText,
    healthy: z.boolean(),
    stuck: z.array(Stuck),
    /** `off` when the process runs without Kafka. A standby is well: another process of the service relays. */
    relay: z.object({
      role: z.enum(['active', 'standby', 'off']),
      trouble: z.string().nullable(),
      published: z.int(),
    }),
    /** Null when the service subscribes to nothing. */
    consumer: z.object({ joined: z.boolean(), trouble: z.string().nullable() }).nullable(),
    /** Messages that the service has still to read, by topic; null when the broker does not answer. */
    lag: z.array(z.object({ topic: z.string(), messages: z.int() })).nullable(),
    /** What the database knows; null when it does not answer. */
    database: z
      .object({
        outbox: z.object({ messages: z.int(), oldestAgeSeconds: seconds.nullable() }),
        deadLetters: z.object({ open: z.int(), oldestDiedAt: InstantText.nullable() }),
        /** Events that wait for an earlier one of their aggregate. */
        held: z.object({ messages: z.int(), oldestAgeSeconds: seconds.nullable() }),
        oldestTransactionSeconds: seconds.nullable(),
        jobs: JobFigures,
        seals: SealFigures,
      })
      .nullable(),
  })
  .meta({ id: 'ServiceStatus' });
export type ServiceStatus = z.infer<typeof ServiceStatus>;

/** A service that could not be asked, so that a list never looks whole when it is not. */
export const UnavailableService = z
  .object({ service: ServiceNameText, reason: z.string() })
  .meta({ id: 'UnavailableService' });
export type UnavailableService = z.infer<typeof UnavailableService>;

export const PlatformStatus = z
  .object({
    healthy: z.boolean(),
    stuck: z.array(Stuck.extend({ service: ServiceNameText })),
    services: z.array(
      z.discriminatedUnion('status', [
        z.object({ service: ServiceNameText, status: z.literal('ok'), data: ServiceStatus }),
        z.object({ service: ServiceNameText, status: z.literal('unavailable'), reason: z.string() }),
      ]),
    ),
  })
  .meta({ id: 'PlatformStatus' });
export type PlatformStatus = z.infer<typeof PlatformStatus>;

const ONE_SERVICE = { service: ServiceNameText.optional() };
export const PlatformDeadLetterQuery = DeadLetterQuery.extend(ONE_SERVICE);
export type PlatformDeadLetterQuery = z.infer<typeof PlatformDeadLetterQuery>;
export const PlatformDeadLetterGroupQuery = DeadLetterGroupQuery.extend(ONE_SERVICE);
export type PlatformDeadLetterGroupQuery = z.infer<typeof PlatformDeadLetterGroupQuery>;
/** `limit` counts for each service. */
export const PlatformReplayDeadLetters = ReplayDeadLetters.extend(ONE_SERVICE).meta({
  id: 'PlatformReplayDeadLetters',
});
export type PlatformReplayDeadLetters = z.infer<typeof PlatformReplayDeadLetters>;
export const PlatformAuditQuery = AuditQuery.extend(ONE_SERVICE);
export type PlatformAuditQuery = z.infer<typeof PlatformAuditQuery>;

const unavailable = z.array(UnavailableService);
export const PlatformDeadLetterPage = DeadLetterPage.extend({ unavailable });
export const PlatformDeadLetterGroups = DeadLetterGroups.extend({ unavailable });
export const PlatformAuditPage = AuditPage.extend({ unavailable });
export const PlatformReplayCounts = z
  .object({
    total: ReplayCounts,
    services: z.array(ReplayCounts.extend({ service: ServiceNameText })),
    unavailable,
  })
  .meta({ id: 'PlatformReplayCounts' });
export type PlatformReplayCounts = z.infer<typeof PlatformReplayCounts>;
