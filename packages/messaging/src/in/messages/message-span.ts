import { withRemoteParent } from '@ansinh/telemetry';
import type { Readable } from './received';

/** The span of one message, in the trace of the request that caused it. */
export const inMessageSpan = <Result>(item: Readable, work: () => Promise<Result>): Promise<Result> => {
  const { attributes, raw } = item;
  return withRemoteParent(
    {
      name: `process ${item.kind === 'event' ? item.definition.name : 'ignored'}`,
      kind: 'consumer',
      traceparent: attributes.traceparent,
      attributes: {
        'messaging.system': 'kafka',
        'messaging.destination.name': raw.topic,
        'messaging.kafka.offset': Number(raw.offset),
        'messaging.message.id': attributes.id,
        'cloudevents.event_type': attributes.type,
      },
    },
    work,
  );
};
