import {
  type EventAttributes,
  type EventData,
  type EventDefinition,
  type Principal,
  tenantText,
} from '@ansinh/contracts';
import { newId, type TransactionClient } from '@ansinh/database';
import { traceHeaders } from '@ansinh/telemetry';

/** Kafka refuses messages above 1 MB; a larger payload is stored and referred to (architecture 5). */
export const EVENT_DATA_BYTES_MAX = 262_144;

export type AggregateVersion = { readonly id: string; readonly version: number };

export type Append = <Definition extends EventDefinition>(
  definition: Definition,
  data: EventData<Definition>,
  aggregate: AggregateVersion,
) => void;

/** What caused the events of a transaction. */
export type Cause = { readonly by: Principal; readonly causationId: string; readonly now: Date };

type OutboxRow = { eventId: string; topic: string; key: string; headers: string; data: string; isNumbered: boolean };

export const attributesOf = (
  definition: EventDefinition,
  aggregate: AggregateVersion,
  cause: Cause,
): EventAttributes => ({
  specversion: '1.0',
  id: newId(),
  source: `/ansinh/${definition.service}`,
  type: definition.type,
  subject: aggregate.id,
  time: cause.now.toISOString(),
  datacontenttype: 'application/json',
  aggregateversion: aggregate.version,
  tenant: tenantText(cause.by.tenant),
  causationid: cause.causationId,
  ...traceHeaders(),
});

/**
 * Collects the events of one transaction and writes them in one insert, last before the commit: the aggregate's row is
 * locked by then, so that the order of positions is the order of commits per aggregate.
 */
export class Outbox {
  readonly #rows: OutboxRow[] = [];

  constructor(private readonly cause: Cause) {}

  /** Checks the data against the contract: a producer that breaks it fails its own command, not its consumers. */
  readonly append: Append = (definition, data, aggregate) => {
    const text = JSON.stringify(definition.data.parse(data));
    if (Buffer.byteLength(text) > EVENT_DATA_BYTES_MAX)
      throw new Error(`${definition.type} is above ${EVENT_DATA_BYTES_MAX} bytes`);
    const attributes = attributesOf(definition, aggregate, this.cause);
    this.#rows.push({
      eventId: attributes.id,
      topic: definition.topic,
      key: aggregate.id,
      headers: JSON.stringify(attributes),
      data: text,
      isNumbered: true,
    });
  };

  /** A message that is not a declared event of ours: a dead letter on its way to its topic. */
  appendRaw(row: Omit<OutboxRow, 'isNumbered'>): void {
    this.#rows.push({ ...row, isNumbered: false });
  }

  get size(): number {
    return this.#rows.length;
  }

  /**
   * Numbers the events of each aggregate 1, 2, 3 ... per topic: a consumer sees by it that one is missing or came late
   * (docs/adr/0008-order.md). The keys are locked in their order, so that two transactions never wait for each other.
   */
  async flush(db: TransactionClient): Promise<void> {
    if (this.#rows.length === 0) return;
    const column = <Name extends keyof OutboxRow>(name: Name) => this.#rows.map((row) => row[name]);
    const { later, keys } = placesOf(this.#rows);
    await db.$executeRaw`
      WITH numbered AS (
        INSERT INTO platform.outbox_sequences AS known (topic, key, last)
        SELECT * FROM unnest(${keys.map(({ topic }) => topic)}::text[], ${keys.map(({ key }) => key)}::text[],
                             ${keys.map(({ events }) => events)}::bigint[]) AS rows (topic, key, events)
        ON CONFLICT (topic, key) DO UPDATE SET last = known.last + excluded.last
        RETURNING topic, key, last)
      INSERT INTO platform.outbox (event_id, topic, key, headers, data, sequence)
      SELECT event_id, topic, key, headers::jsonb, data, last - later
      FROM unnest(${column('eventId')}::uuid[], ${column('topic')}::text[], ${column('key')}::text[],
                  ${column('headers')}::text[], ${column('data')}::text[], ${later}::int[])
           WITH ORDINALITY AS rows (event_id, topic, key, headers, data, later, position)
           LEFT JOIN numbered USING (topic, key)
      ORDER BY position`;
  }
}

type Key = { readonly topic: string; readonly key: string; events: number };

/** For each row how many later ones of its aggregate follow (null when it has no number), and how many each has in all. */
const placesOf = (rows: readonly OutboxRow[]): { later: (number | null)[]; keys: readonly Key[] } => {
  const keys = new Map<string, Key>();
  const later: (number | null)[] = new Array(rows.length).fill(null);
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (row === undefined || !row.isNumbered) continue;
    const name = `${row.topic} ${row.key}`;
    const known = keys.get(name);
    later[index] = known?.events ?? 0;
    if (known === undefined) keys.set(name, { topic: row.topic, key: row.key, events: 1 });
    else known.events += 1;
  }
  return { later, keys: [...keys].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, key]) => key) };
};
