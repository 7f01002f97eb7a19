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

type OutboxRow = { eventId: string; topic: string; key: string; headers: string; data: string };

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
    });
  };

  /** A message that is not a declared event of ours: a dead letter on its way to its topic. */
  appendRaw(row: OutboxRow): void {
    this.#rows.push(row);
  }

  get size(): number {
    return this.#rows.length;
  }

  async flush(db: TransactionClient): Promise<void> {
    if (this.#rows.length === 0) return;
    const column = (name: keyof OutboxRow) => this.#rows.map((row) => row[name]);
    await db.$executeRaw`
      INSERT INTO platform.outbox (event_id, topic, key, headers, data)
      SELECT event_id, topic, key, headers::jsonb, data
      FROM unnest(${column('eventId')}::uuid[], ${column('topic')}::text[], ${column('key')}::text[],
                  ${column('headers')}::text[], ${column('data')}::text[])
           WITH ORDINALITY AS rows (event_id, topic, key, headers, data, position)
      ORDER BY position`;
  }
}
