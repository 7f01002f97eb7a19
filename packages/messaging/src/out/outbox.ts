import type { EventAttributes, EventDefinition, EventInput } from '@ansinh/contracts/wire/envelope';
import { type Principal, tenantText } from '@ansinh/contracts/wire/permissions';
import { newId, type TransactionClient } from '@ansinh/database';
import {
  BusinessKeys,
  currentTraceId,
  isTraced,
  linkSpan,
  noteOnSpan,
  TraceRoom,
  traceHeaders,
} from '@ansinh/telemetry';
import { traceOfNote } from './noted-trace';
import { NOTED, noteOf, TRACE_IN_NOTE } from './trace-notes.rules';

/** Kafka refuses messages above 1 MB; a larger payload is stored and referred to (architecture 5). */
export const EVENT_DATA_BYTES_MAX = 262_144;

export type AggregateVersion = { readonly id: string; readonly version: number };

export type Append = <Definition extends EventDefinition>(
  definition: Definition,
  data: EventInput<Definition>,
  aggregate: AggregateVersion,
  /** What caused this event, where a transaction handles several; the cause of the transaction when left out. */
  causedBy?: CausedBy,
) => void;

/** An event, or a request that names itself like one. */
export type CausedBy = Pick<EventAttributes, 'id' | 'tenant' | 'traceparent'>;

/** What caused the events of a transaction. */
export type Cause = { readonly by: Principal; readonly causationId: string; readonly now: Date };

/** What the headers of many events have in common: one text for a transaction of thousands. */
type Kind = {
  readonly topic: string;
  readonly headers: string;
  /** The trace that the events belong to, as it is kept with their aggregates; empty without one. */
  readonly note: string;
};
type OutboxRow = {
  readonly eventId: string;
  /** Place among the kinds. */
  readonly kind: number;
  readonly topic: string;
  readonly key: string;
  /** Version of the aggregate; null for what is no event: then the headers are complete and it gets no number. */
  readonly version: number | null;
  readonly data: string;
};
type RawRow = { eventId: string; topic: string; key: string; headers: string; data: string };
type OwnAttribute = 'id' | 'subject' | 'aggregateversion';

/** What an event hands on to those that it causes: whose it is, and the trace that it belongs to. */
const handedOn = ({ id, tenant, traceparent }: CausedBy) => ({
  tenant,
  causationid: id,
  ...(traceparent === undefined ? {} : { traceparent }),
});

const commonAttributesOf = (
  definition: EventDefinition,
  cause: Cause,
  causedBy?: CausedBy,
): Omit<EventAttributes, OwnAttribute> => ({
  specversion: '1.0',
  source: `/ansinh/${definition.service}`,
  type: definition.type,
  time: cause.now.toISOString(),
  datacontenttype: 'application/json',
  tenant: tenantText(cause.by.tenant),
  causationid: cause.causationId,
  ...traceHeaders(),
  ...(causedBy === undefined ? {} : handedOn(causedBy)),
});

export const attributesOf = (
  definition: EventDefinition,
  aggregate: AggregateVersion,
  cause: Cause,
): EventAttributes => ({
  ...commonAttributesOf(definition, cause),
  id: newId(),
  subject: aggregate.id,
  aggregateversion: aggregate.version,
});

/**
 * Collects the events of one transaction and writes them in one insert, last before the commit: the aggregate's row is
 * locked by then, so that the order of positions is the order of commits per aggregate.
 */
export class Outbox {
  readonly #cause: Cause;
  readonly #rows: OutboxRow[] = [];
  readonly #concerned = new Set<string>();
  readonly #told = new BusinessKeys();
  readonly #kinds: Kind[] = [];
  readonly #places = new Map<string, number>();
  readonly #traceRoom = new TraceRoom();

  constructor(cause: Cause) {
    this.#cause = cause;
  }

  /** Checks the data against the contract: a producer that breaks it fails its own command, not its consumers. */
  readonly append: Append = (definition, data, aggregate, causedBy) => {
    const parsed = definition.data.parse(data);
    const text = JSON.stringify(parsed);
    if (Buffer.byteLength(text) > EVENT_DATA_BYTES_MAX)
      throw new Error(`${definition.type} is above ${EVENT_DATA_BYTES_MAX} bytes`);
    if (isTraced()) this.#told.add(parsed);
    const { topic } = definition;
    const attributes = commonAttributesOf(definition, this.#cause, causedBy);
    const { traceparent, ...others } = attributes;
    const headers = JSON.stringify({ ...others, ...this.#traceRoom.next(traceparent) });
    // The aggregate is found by the trace that told of it, also where the effects are a trace of their own.
    const kind = this.#placeOf({ topic, headers, note: noteOf(attributes) });
    const { id: key, version } = aggregate;
    this.#rows.push({ eventId: newId(), kind, topic, key, version, data: text });
  };

  /** Things that the transaction is about, also without an event of theirs: its trace is found by their ids. */
  readonly concern = (ids: readonly string[]): void => {
    if (isTraced()) for (const id of ids) this.#concerned.add(id);
  };

  /** A message that is not a declared event of ours: a dead letter on its way to its topic. */
  appendRaw({ eventId, topic, key, headers, data }: RawRow): void {
    const kind = this.#placeOf({ topic, headers, note: '' });
    this.#rows.push({ eventId, kind, topic, key, version: null, data });
  }

  #placeOf(kind: Kind): number {
    const name = `${kind.topic} ${kind.headers}`;
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.#kinds.length);
    return this.#kinds.push(kind) - 1;
  }

  get size(): number {
    return this.#rows.length;
  }

  /** Whether it tells an event of this topic. */
  tells({ topic }: Pick<EventDefinition, 'topic'>): boolean {
    return this.#rows.some((row) => row.topic === topic);
  }

  /**
   * Numbers the events of each aggregate 1, 2, 3 ... per topic: a consumer sees by it that one is missing or came late
   * (docs/adr/0008-order.md). The keys are locked in their order, so that two transactions never wait for each other.
   * With the number each aggregate keeps its traces: the first ten and the last forty; a transaction that brings several at
   * once, as one that serves several requests, goes beyond by as many.
   */
  async flush(db: TransactionClient): Promise<void> {
    if (this.#rows.length === 0 && this.#concerned.size === 0) return;
    const column = <Name extends keyof OutboxRow>(name: Name) => this.#rows.map((row) => row[name]);
    const { later, keys } = placesOf(this.#rows, this.#kinds);
    const noted = [...keys, ...this.#notedAlone()];
    const { from, length } = TRACE_IN_NOTE;
    const gone = await db.$queryRaw<GoneBefore[]>`
      WITH kinds AS MATERIALIZED (
        SELECT topic, headers::jsonb AS headers, place - 1 AS kind
        FROM unnest(${this.#kinds.map(({ topic }) => topic)}::text[], ${this.#kinds.map(({ headers }) => headers)}::text[])
             WITH ORDINALITY AS rows (topic, headers, place)),
      numbered AS (
        INSERT INTO platform.outbox_sequences AS known (topic, key, last, traces)
        SELECT topic, key, events, string_to_array(notes, ',')
        FROM unnest(${noted.map(({ topic }) => topic)}::text[], ${noted.map(({ key }) => key)}::text[],
                    ${noted.map(({ events }) => events)}::bigint[], ${noted.map(({ notes }) => notes.join(','))}::text[])
             AS rows (topic, key, events, notes)
        ON CONFLICT (topic, key) DO UPDATE SET last = known.last + excluded.last,
          traces = CASE
            WHEN cardinality(excluded.traces) = 0 THEN known.traces
            WHEN cardinality(excluded.traces) = 1
             AND substr(known.traces[cardinality(known.traces)], ${from}::int, ${length}::int) = substr(excluded.traces[1], ${from}::int, ${length}::int)
              THEN known.traces
            WHEN cardinality(known.traces) >= 50 THEN known.traces[1:10] || known.traces[12:] || excluded.traces
            ELSE known.traces || excluded.traces END
        RETURNING topic, key, last, traces[cardinality(traces) - 1] AS before, traces[cardinality(traces)] AS latest),
      written AS (
        INSERT INTO platform.outbox (event_id, topic, key, headers, data, sequence)
        SELECT event_id, kinds.topic, rows.key,
               CASE WHEN version IS NULL THEN headers
                    ELSE headers || jsonb_build_object('id', event_id, 'subject', rows.key, 'aggregateversion', version) END,
               data, last - later
        FROM unnest(${column('eventId')}::uuid[], ${column('kind')}::int[], ${column('key')}::text[],
                    ${column('version')}::int[], ${column('data')}::text[], ${later}::int[])
             WITH ORDINALITY AS rows (event_id, kind, key, version, data, later, position)
             JOIN kinds USING (kind)
             LEFT JOIN numbered ON numbered.topic = kinds.topic AND numbered.key = rows.key AND version IS NOT NULL
        ORDER BY position)
      SELECT before, latest FROM numbered WHERE before IS NOT NULL LIMIT ${LINKS_MAX}`;
    this.#say(gone);
  }

  /** What the transaction is about and tells no event of. */
  #notedAlone(): Key[] {
    const told = new Set(this.#rows.map(({ key }) => key));
    const note = noteOf({ time: this.#cause.now.toISOString(), ...traceHeaders() });
    return [...this.#concerned]
      .filter((id) => !told.has(id))
      .sort()
      .map((key) => ({ topic: NOTED, key, events: 0, notes: [note] }));
  }

  /** What the running span is about, and the traces that it goes on with. */
  #say(gone: readonly GoneBefore[]): void {
    if (!isTraced()) return;
    noteOnSpan(this.#told.attributes);
    const own = currentTraceId();
    const before = gone.filter(({ latest }) => traceOfNote(latest)?.traceId === own);
    linkSpan(before.flatMap((one) => traceOfNote(one.before)?.traceparent ?? []));
  }
}

/** Of an aggregate the context that it was in before this one. */
type GoneBefore = { readonly before: string; readonly latest: string };
/** A batch of thousands goes on with thousands of traces. */
const LINKS_MAX = 20;

type Key = { readonly topic: string; readonly key: string; events: number; readonly notes: string[] };

/** For each row how many later ones of its aggregate follow (null when it has no number), and how many each has in all. */
const placesOf = (
  rows: readonly OutboxRow[],
  kinds: readonly Kind[],
): { later: (number | null)[]; keys: readonly Key[] } => {
  const keys = new Map<string, Key>();
  const later: (number | null)[] = new Array(rows.length).fill(null);
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (row === undefined || row.version === null) continue;
    const name = `${row.topic} ${row.key}`;
    const known: Key = keys.get(name) ?? { topic: row.topic, key: row.key, events: 0, notes: [] };
    later[index] = known.events;
    known.events += 1;
    const { note = '' } = kinds[row.kind] ?? {};
    if (note !== '' && known.notes[0] !== note) known.notes.unshift(note);
    keys.set(name, known);
  }
  return { later, keys: [...keys].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, key]) => key) };
};
