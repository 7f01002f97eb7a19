import { EventAttributes } from '@ansinh/contracts/wire/envelope';

/** CloudEvents 1.0 over Kafka in binary mode: attributes are `ce_*` headers, the trace context keeps its W3C name. */
const PREFIX = 'ce_';

/** Attribute by attribute its header; made once, since the relay asks for it with every event. */
const HEADER_OF: ReadonlyMap<string, string> = new Map(
  Object.keys(EventAttributes.shape).map((name) => [
    name,
    name === 'datacontenttype' ? 'content-type' : name === 'traceparent' ? 'traceparent' : `${PREFIX}${name}`,
  ]),
);

export const headersOf = (attributes: EventAttributes): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const name in attributes) {
    const value = attributes[name as keyof EventAttributes];
    headers[HEADER_OF.get(name) ?? `${PREFIX}${name}`] = typeof value === 'string' ? value : String(value);
  }
  return headers;
};

/** The number of an event among those of its aggregate in this topic: 1, 2, 3 ... (docs/adr/0008-order.md). */
export const SEQUENCE_HEADER = `${PREFIX}sequence`;

export const sequenceOf = (headers: Readonly<Record<string, string>>): number | undefined => {
  const sequence = Number(headers[SEQUENCE_HEADER]);
  return Number.isSafeInteger(sequence) && sequence > 0 ? sequence : undefined;
};

export type RawHeaders = Readonly<Record<string, Buffer | string | readonly (Buffer | string)[] | undefined>>;

export const headerTexts = (headers: RawHeaders): Record<string, string> => {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) texts[name] = first.toString();
  }
  return texts;
};

/** The attributes of a received message, or why they cannot be read. */
export const parseHeaders = (headers: Readonly<Record<string, string>>): EventAttributes | string => {
  const attributes: Record<string, unknown> = {
    datacontenttype: headers['content-type'],
    traceparent: headers.traceparent,
  };
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(PREFIX)) attributes[name.slice(PREFIX.length)] = value;
  }
  attributes.aggregateversion = Number(attributes.aggregateversion);
  const parsed = EventAttributes.safeParse(attributes);
  return parsed.success
    ? parsed.data
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
};
