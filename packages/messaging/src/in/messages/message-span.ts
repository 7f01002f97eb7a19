import { BusinessKeys, isSampled, recordSpan, traceHeaders, traceIdIn, withRemoteParent } from '@ansinh/telemetry';
import type { Readable } from './received';

/** Who processes a message, by the name of its group. */
export type Processing = { readonly group: string; readonly operation: 'process' | 'replay' };

const SYSTEM = 'kafka';

/** Of which things a message tells; only a message that somebody here takes is read. */
const keysOf = (item: Readable) => (item.kind === 'event' ? new BusinessKeys().add(item.event.data).attributes : {});

/** By the conventions of OpenTelemetry for messaging; one that stands for several says how many. */
const attributesOf = ({ group, operation }: Processing, item: Readable, count: number) => ({
  'messaging.system': SYSTEM,
  'messaging.operation.name': operation,
  'messaging.operation.type': 'process',
  'messaging.destination.name': item.raw.topic,
  'messaging.destination.partition.id': String(item.raw.partition),
  'messaging.consumer.group.name': group,
  'messaging.kafka.offset': Number(item.raw.offset),
  'messaging.message.id': item.attributes.id,
  'cloudevents.event_type': item.attributes.type,
  ...(count === 1 ? {} : { 'messaging.batch.message_count': count }),
  ...keysOf(item),
});

const spanOf = (processing: Processing, item: Readable, count = 1) => {
  const { traceparent, tracelink } = item.attributes;
  // What nobody will see need not say anything.
  const isSeen = traceparent === undefined || isSampled(traceparent);
  return {
    name: `${processing.operation} ${item.raw.topic}`,
    kind: 'consumer' as const,
    traceparent,
    links: tracelink === undefined ? [] : [tracelink],
    attributes: isSeen ? attributesOf(processing, item, count) : {},
  };
};

const traceIdOf = ({ attributes }: Readable): string | undefined => traceIdIn(attributes.traceparent);

const LINKS_MAX = 20;

/** The traces that told of them, where theirs is another one. */
const linksOf = (items: readonly Readable[]): string[] =>
  [...new Set(items.flatMap(({ attributes }) => attributes.tracelink ?? []))].slice(0, LINKS_MAX);

/**
 * The span of messages that are processed together, in the trace of the request that caused the first, or in one of its own that
 * is linked to it where many were told at once. Each other trace
 * among them has a span of its own for the same time, which names the one that has the statements as its link.
 */
export const inMessageSpan = <Result>(
  processing: Processing,
  { lead, items }: { readonly lead: Readable; readonly items: readonly Readable[] },
  work: () => Promise<Result>,
): Promise<Result> =>
  withRemoteParent({ ...spanOf(processing, lead, items.length), links: linksOf(items) }, async () => {
    const sinceMs = Date.now();
    const { traceparent } = traceHeaders();
    const result = await work();
    const others = new Map(items.map((item) => [traceIdOf(item), item]));
    others.delete(traceIdOf(lead));
    const links = traceparent === undefined ? [] : [traceparent];
    for (const item of others.values()) recordSpan({ ...spanOf(processing, item), links }, sinceMs);
    return result;
  });
