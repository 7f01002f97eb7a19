import type { EventDefinition, EventInput } from '@ansinh/contracts/wire/envelope';
import { newId } from '@ansinh/database';
import { headersOf } from '@ansinh/messaging';
import type { NewRecord } from '@ansinh/messaging/testing';
import type { Arena } from './arena';

export type MadeEvent<Definition extends EventDefinition> = {
  readonly data: EventInput<Definition>;
  /** The aggregate. */
  readonly subject: string;
  readonly version?: number;
  /** The number among the aggregate's events; none when left out, as of a producer that does not number. */
  readonly sequence?: number;
  readonly eventId?: string;
  readonly partition?: number;
};

/** A record as the producing service would have made it. */
export const recordOf = <Definition extends EventDefinition>(
  definition: Definition,
  { data, subject, version = 1, sequence, eventId = newId(), partition }: MadeEvent<Definition>,
): NewRecord => {
  const headers = headersOf({
    specversion: '1.0',
    id: eventId,
    source: `/ansinh/${definition.service}`,
    type: definition.type,
    subject,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    aggregateversion: version,
    tenant: 'agency:66',
    causationid: 'request:made-by-a-fault-test',
  });
  return {
    key: subject,
    value: Buffer.from(JSON.stringify(data)),
    headers: sequence === undefined ? headers : { ...headers, ce_sequence: String(sequence) },
    ...(partition === undefined ? {} : { partition }),
  };
};

export const publish = <Definition extends EventDefinition>(
  arena: Arena,
  definition: Definition,
  events: readonly MadeEvent<Definition>[],
): Promise<void> =>
  arena.desk.publish(
    definition.topic,
    events.map((event) => recordOf(definition, event)),
  );
