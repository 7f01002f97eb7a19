import { createHash } from 'node:crypto';
import { shownReason } from '@ansinh/audit';
import { findEvent } from '@ansinh/contracts/catalogue/events';
import { reject } from '@ansinh/contracts/catalogue/problems';
import type {
  AuditEntry,
  AuditQuery,
  DeadLetter,
  DeadLetterGroup,
  DeadLetterGroupQuery,
  DeadLetterQuery,
  DeadLetterSummary,
} from '@ansinh/contracts/operations/api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { Page } from '@ansinh/contracts/wire/common.api';
import type { TransactionClient } from '@ansinh/database';
import { cursorPage } from '@ansinh/http';
import { traceIdIn } from '@ansinh/telemetry';
import { z } from 'zod';
import { type Masking, maskDigits, maskJson } from './masking.rules';

/** The database of one service: its letters and its acts. */
export type Desk = { readonly db: TransactionClient; readonly service: ServiceName };

type SummaryRow = {
  id: string;
  state: DeadLetterSummary['state'];
  cause: string;
  detail: string;
  type: string | null;
  topic: string;
  partition: number;
  kafka_offset: string;
  event_id: string | null;
  subject: string | null;
  traceparent: string | null;
  attempts: number;
  died_at: Date;
};
type LetterRow = SummaryRow & { headers: Record<string, string>; data: Uint8Array | null; closed_at: Date | null };

/** The trace that a stored context belongs to. */
export const traceIdOf = (traceparent: string | null): string | null => traceIdIn(traceparent ?? undefined) ?? null;

const summaryOf = (service: ServiceName, row: SummaryRow): DeadLetterSummary => ({
  id: row.id,
  service,
  state: row.state,
  cause: row.cause,
  detail: maskDigits(row.detail),
  type: row.type,
  topic: row.topic,
  partition: row.partition,
  offset: row.kafka_offset,
  eventId: row.event_id,
  aggregateId: row.subject === null ? null : maskDigits(row.subject),
  attempts: row.attempts,
  diedAt: row.died_at.toISOString(),
  traceId: traceIdOf(row.traceparent),
});

/** PostgreSQL has no year 0. */
const INSTANT = z.iso.datetime({ precision: 6 }).refine((text) => !text.startsWith('0000'));
const SERVICE = z.string().regex(/^[a-z-]{1,40}$/);
const POSITION = z.string().regex(/^\d{1,18}$/);

/** What the cursors of letters and of acts are made of, in every service. */
export const LETTER_CURSOR = [Id] as const;
export const AUDIT_CURSOR = [INSTANT, SERVICE, POSITION] as const;

/** Newest first. Ids are UUIDv7, so that one cursor is a place in the letters of every service. */
export const listDeadLetters = (
  { db, service }: Desk,
  { cause, type, topic, since, state, ...query }: DeadLetterQuery,
): Promise<Page<DeadLetterSummary>> =>
  cursorPage({
    query,
    parts: LETTER_CURSOR,
    find: ([before = 'ffffffff-ffff-ffff-ffff-ffffffffffff'], take) => db.$queryRaw<SummaryRow[]>`
      SELECT id::text, state, cause, detail, type, topic, partition, kafka_offset::text, event_id::text,
             headers ->> 'ce_subject' AS subject, coalesce(headers ->> 'traceparent', headers ->> 'ce_tracelink') AS traceparent, attempts, died_at
      FROM platform.dead_letters
      WHERE id < ${before}::uuid AND (${state} = 'any' OR state = ${state})
        AND (${cause ?? null}::text IS NULL OR cause = ${cause ?? null})
        AND (${type ?? null}::text IS NULL OR type = ${type ?? null})
        AND (${topic ?? null}::text IS NULL OR topic = ${topic ?? null})
        AND (${since ?? null}::timestamptz IS NULL OR died_at >= ${since ?? null}::timestamptz)
      ORDER BY dead_letters.id DESC LIMIT ${take}`,
    cursorOf: ({ id }) => [id],
    view: (row) => summaryOf(service, row),
  });

/** The same cause of the same type is one problem, however many letters it made: the largest first. */
export const groupDeadLetters = async (
  { db, service }: Desk,
  { cause, type, topic, since, state }: DeadLetterGroupQuery,
): Promise<DeadLetterGroup[]> => {
  const rows = await db.$queryRaw<{ cause: string; type: string | null; count: number; first: Date; last: Date }[]>`
    SELECT cause, type, count(*)::int AS count, min(died_at) AS first, max(died_at) AS last
    FROM platform.dead_letters
    WHERE (${state} = 'any' OR state = ${state})
      AND (${cause ?? null}::text IS NULL OR cause = ${cause ?? null})
      AND (${type ?? null}::text IS NULL OR type = ${type ?? null})
      AND (${topic ?? null}::text IS NULL OR topic = ${topic ?? null})
      AND (${since ?? null}::timestamptz IS NULL OR died_at >= ${since ?? null}::timestamptz)
    GROUP BY cause, type ORDER BY count DESC, cause, type LIMIT 200`;
  return rows.map((row) => ({
    service,
    cause: row.cause,
    type: row.type,
    count: row.count,
    firstDiedAt: row.first.toISOString(),
    lastDiedAt: row.last.toISOString(),
  }));
};

const letterRow = async (db: TransactionClient, id: string): Promise<LetterRow> => {
  const [row] = await db.$queryRaw<LetterRow[]>`
    SELECT id::text, state, cause, detail, type, topic, partition, kafka_offset::text, event_id::text, headers, data,
           headers ->> 'ce_subject' AS subject, coalesce(headers ->> 'traceparent', headers ->> 'ce_tracelink') AS traceparent, attempts, died_at, closed_at
    FROM platform.dead_letters WHERE id = ${id}::uuid`;
  if (row === undefined) throw reject('request.not-found');
  return row;
};

/** @throws request.not-found */
export const getSummary = async ({ db, service }: Desk, id: string): Promise<DeadLetterSummary> =>
  summaryOf(service, await letterRow(db, id));

/** What is not known to be harmless is personal: an unknown type, a message without a type. */
const maskingOf = (type: string | null): Masking =>
  findEvent(type ?? '')?.personal === false ? 'digits' : 'all-values';

const jsonOf = (data: Buffer): unknown => {
  try {
    return JSON.parse(data.toString('utf8')) as unknown;
  } catch {
    return null;
  }
};

/** Acts on one thing by their own names, oldest first: not that a door was asked for what had been done before. */
export const historyOf = async (desk: Desk, thing: 'dead-letter' | 'job', id: string): Promise<AuditEntry[]> => {
  const { items } = await listAudit(desk, { target: `${thing}:${id}`, pageSize: 200 });
  return items.filter(({ action }) => action.startsWith(`${thing}.`)).reverse();
};

/** @throws request.not-found */
export const getDeadLetter = async (desk: Desk, id: string): Promise<DeadLetter> => {
  const row = await letterRow(desk.db, id);
  const data = Buffer.from(row.data ?? []);
  const masked = maskingOf(row.type);
  const headers = Object.entries(row.headers).map(([name, value]) => [maskDigits(name), maskDigits(value)]);
  return {
    ...summaryOf(desk.service, row),
    headers: Object.fromEntries(headers),
    payload: {
      sizeBytes: data.length,
      sha256: createHash('sha256').update(data).digest('hex'),
      masked,
      json: maskJson(jsonOf(data), masked),
    },
    closedAt: row.closed_at?.toISOString() ?? null,
    history: await historyOf(desk, 'dead-letter', id),
  };
};

type AuditRow = Omit<AuditEntry, 'service'>;

const NO_DAY = { from: '-infinity', to: 'infinity' };

/** From its midnight in Viet Nam to the next, as PostgreSQL reads them. */
const boundsOf = (day: LocalDate): typeof NO_DAY => ({ from: `${day}T00:00:00+07:00`, to: `${day}T24:00:00+07:00` });

/** Newest first, in one order over all services: time, name of the service, position in it. */
export const listAudit = (
  { db, service }: Desk,
  { subject, tenant, day, action, target, ...query }: AuditQuery,
): Promise<Page<AuditEntry>> => {
  const { from, to } = day === undefined ? NO_DAY : boundsOf(day);
  return cursorPage({
    query,
    parts: AUDIT_CURSOR,
    find: ([at = to, name = '', position = '0'], take) => db.$queryRaw<AuditRow[]>`
      SELECT position::text, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, subject, tenant,
             action, target, reason, outcome, trace_id AS "traceId", before_digest AS "beforeDigest",
             after_digest AS "afterDigest"
      FROM platform.audit
      WHERE (at, ${service}::text COLLATE "C", position)
            < (${at}::timestamptz, ${name}::text COLLATE "C", ${position}::bigint)
        AND at >= ${from}::timestamptz
        AND (${subject ?? null}::text IS NULL OR subject = ${subject ?? null})
        AND (${tenant ?? null}::text IS NULL OR tenant = ${tenant ?? null})
        AND (${action ?? null}::text IS NULL OR action = ${action ?? null})
        AND (${target ?? null}::text IS NULL
             OR split_part(target, ':', 2) = split_part(${target ?? null}, ':', 2) AND target = ${target ?? null})
      ORDER BY audit.at DESC, audit.position DESC LIMIT ${take}`,
    cursorOf: (last) => [last.at, service, last.position],
    view: (row) => ({ service, ...row, reason: shownReason(row, maskDigits) }),
  });
};
