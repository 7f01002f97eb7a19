import { EVENTS } from '@ansinh/contracts/catalogue/events';
import { reject } from '@ansinh/contracts/catalogue/problems';
import type { ThingTrace, ThingTraces } from '@ansinh/contracts/operations/traces.api';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { TransactionClient } from '@ansinh/database';
import { NOTED, traceOfNote } from '@ansinh/messaging';

/** Ids of what a thing came from and went on in; none for an id that is not known. */
export type RelatedTo<Db> = (db: Db, key: string) => Promise<readonly string[]>;

/** The database of one service. */
type Source<Db> = { readonly db: Db; readonly service: ServiceName };

/** More acts on one thing are a list of their own: `GET /v1/operations/audit`. */
const ACTS_MAX = 100;

/** `payment.payouts.v1` -> `payment.payouts` */
const aboutOf = (topic: string): string => topic.replace(/\.v\d+$/, '');

const tracesOfEvents = async ({ db, service }: Source<TransactionClient>, key: string): Promise<ThingTrace[]> => {
  const topics = [...new Set(EVENTS.filter((event) => event.service === service).map(({ topic }) => topic)), NOTED];
  const rows = await db.$queryRaw<{ topic: string; traces: string[] }[]>`
    SELECT topic, traces FROM platform.outbox_sequences WHERE topic = ANY(${topics}) AND key = ${key}`;
  return rows.flatMap(({ topic, traces }) =>
    traces.flatMap((note) => {
      const trace = traceOfNote(note);
      if (trace === undefined) return [];
      const { traceId, at, isKept: kept } = trace;
      return [{ traceId, at, service, about: aboutOf(topic), key, kept }];
    }),
  );
};

/** Of the acts on a thing, whatever kind of thing it is; those who have read it come after them. */
export const tracesOfActs = async ({ db, service }: Source<TransactionClient>, key: string): Promise<ThingTrace[]> => {
  const rows = await db.$queryRaw<{ at: Date; action: string; trace_id: string }[]>`
    SELECT at, action, trace_id FROM platform.audit
    WHERE split_part(target, ':', 2) = ${key} AND trace_id ~ '^[0-9a-f]{32}$' AND trace_id !~ '^0+$'
    ORDER BY action LIKE '%.read', position DESC LIMIT ${ACTS_MAX}`;
  return rows.map(({ at, action, trace_id: traceId }) => ({
    traceId,
    at: at.toISOString(),
    service,
    about: action,
    key,
    // Nobody wrote it down.
    kept: null,
  }));
};

/**
 * What a service knows of the traces of a thing, and what else to ask for.
 * @throws request.not-found when it knows nothing of it
 */
export const getThingTraces = async <Db extends TransactionClient>(
  source: Source<Db>,
  key: string,
  relatedTo: RelatedTo<Db> = async () => [],
): Promise<ThingTraces> => {
  const [events, acts, related] = await Promise.all([
    tracesOfEvents(source, key),
    tracesOfActs(source, key),
    relatedTo(source.db, key),
  ]);
  const items = [...events, ...acts];
  if (items.length === 0 && related.length === 0) throw reject('request.not-found');
  return { items, related: [...related] };
};
