import { findEvent } from '@ansinh/contracts/catalogue/events';
import type { EventAttributes, EventDefinition, EventOf } from '@ansinh/contracts/wire/envelope';
import { headerTexts, parseHeaders, type RawHeaders, sequenceOf } from '../../wire';

/** A message as Kafka gave it. */
export type RawMessage = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly headers: RawHeaders;
  readonly value: Buffer | null;
};

export type Unreadable = {
  readonly cause: 'headers' | 'unknown-type' | 'empty' | 'json' | 'contract';
  readonly detail: string;
};

type Common = {
  readonly raw: RawMessage;
  /** The number of the event among those of its aggregate, if it has one. */
  readonly sequence: number | undefined;
};
export type ReceivedEvent = Common & {
  readonly kind: 'event';
  readonly attributes: EventAttributes;
  readonly definition: EventDefinition;
  readonly event: EventOf<EventDefinition>;
};
/** A message that has a place in the order of its aggregate. */
export type Readable = ReceivedEvent | (Common & { readonly kind: 'ignored'; readonly attributes: EventAttributes });
export type Received =
  | Readable
  | (Common & {
      readonly kind: 'unreadable';
      readonly attributes: EventAttributes | undefined;
      readonly problem: Unreadable;
    });

export const isReadable = (item: Received): item is Readable => item.kind !== 'unreadable';

/**
 * Reads a message against the contract. Declared events that nobody here subscribes to are ignored without parsing;
 * an undeclared type is kept as unreadable, so that it can be replayed once a newer version of us knows it.
 */
export const receive = (raw: RawMessage, isSubscribed: (type: string) => boolean): Received => {
  const headers = headerTexts(raw.headers);
  const attributes = parseHeaders(headers);
  const sequence = sequenceOf(headers);
  const unreadable = (problem: Unreadable): Received => ({
    kind: 'unreadable',
    raw,
    sequence,
    attributes: typeof attributes === 'string' ? undefined : attributes,
    problem,
  });
  if (typeof attributes === 'string') return unreadable({ cause: 'headers', detail: attributes });
  const definition = findEvent(attributes.type);
  if (definition === undefined) return unreadable({ cause: 'unknown-type', detail: attributes.type });
  if (!isSubscribed(definition.type)) return { kind: 'ignored', raw, sequence, attributes };
  if (raw.value === null || raw.value.length === 0)
    return unreadable({ cause: 'empty', detail: 'the message has no data' });
  let json: unknown;
  try {
    json = JSON.parse(raw.value.toString('utf8'));
  } catch {
    return unreadable({ cause: 'json', detail: 'the data are not JSON' });
  }
  const data = definition.data.safeParse(json);
  if (!data.success) {
    // Paths and codes only: the values may be personal.
    return unreadable({
      cause: 'contract',
      detail: data.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; '),
    });
  }
  return { kind: 'event', raw, sequence, attributes, definition, event: { attributes, data: data.data } };
};
