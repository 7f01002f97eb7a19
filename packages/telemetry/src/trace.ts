import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

const tracer = trace.getTracer('ansinh');

/** The trace id of the running request or message; a string of zeros when nothing is traced. */
export const currentTraceId = (): string => trace.getSpanContext(context.active())?.traceId ?? '0'.repeat(32);

/** Names the span of the running request by its route, so that a list of traces can be read: `POST /v1/claims`. */
export const nameRequestSpan = (method: string, route: string): void => {
  const span = trace.getActiveSpan();
  span?.updateName(`${method.toUpperCase()} ${route}`);
  span?.setAttribute('http.route', route);
};

/** The W3C headers of the running trace, to be stored beside an event: the relay publishes them untouched. */
export const traceHeaders = (): { traceparent?: string } => {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent === undefined ? {} : { traceparent: carrier.traceparent };
};

const parentOf = (traceparent: string | undefined): Context =>
  traceparent === undefined ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent });

export type RemoteSpan = {
  readonly name: string;
  readonly kind: 'consumer' | 'producer';
  readonly traceparent: string | undefined;
  readonly attributes: Readonly<Record<string, string | number>>;
};

const finish = (span: Span, error?: unknown): void => {
  if (error !== undefined) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
  }
  span.end();
};

/**
 * Runs work as a child of the trace that a message carries: one span per message, also inside a batch, so that one
 * trace leads from the request to the last effect (the instrumentation of kafkajs would only link them).
 */
export const withRemoteParent = async <Result>(remote: RemoteSpan, work: () => Promise<Result>): Promise<Result> => {
  const kind = remote.kind === 'consumer' ? SpanKind.CONSUMER : SpanKind.PRODUCER;
  const options = { kind, attributes: { ...remote.attributes } };
  return tracer.startActiveSpan(remote.name, options, parentOf(remote.traceparent), async (span) => {
    try {
      const result = await work();
      finish(span);
      return result;
    } catch (error) {
      finish(span, error);
      throw error;
    }
  });
};
