import {
  type Attributes,
  type Context,
  context,
  type Link,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { isSampled } from './traceparent';

const tracer = trace.getTracer('ansinh');

/** The trace id of the running request or message; a string of zeros when nothing is traced. */
export const currentTraceId = (): string => trace.getSpanContext(context.active())?.traceId ?? '0'.repeat(32);

/** Whether somebody will see the running span: what is noted on one that is not kept is work for nothing. */
export const isTraced = (): boolean => trace.getActiveSpan()?.isRecording() === true;

/** Names the span of the running request by its route, which stands for its address too: `POST /v1/claims`. */
export const nameRequestSpan = (method: string, route: string): void => {
  const span = trace.getActiveSpan();
  span?.updateName(`${method.toUpperCase()} ${route}`);
  span?.setAttribute('http.route', route);
  span?.setAttribute('url.path', route);
};

/** Says more of what runs; never what could be of a person. */
export const noteOnSpan = (attributes: Attributes): void => {
  trace.getActiveSpan()?.setAttributes(attributes);
};

/** The W3C headers of the running trace, to be stored beside an event: the relay publishes them untouched. */
export const traceHeaders = (): { traceparent?: string } => {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent === undefined ? {} : { traceparent: carrier.traceparent };
};

const contextOf = (traceparent: string | undefined): Context =>
  traceparent === undefined ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent });

const linksTo = (traceparents: readonly string[]): Link[] =>
  traceparents.flatMap((traceparent) => {
    const linked = trace.getSpanContext(contextOf(traceparent));
    return linked === undefined ? [] : [{ context: linked }];
  });

/** Other traces that the running span goes on with, by the contexts that were stored with what it works on. */
export const linkSpan = (traceparents: readonly string[]): void => {
  trace.getActiveSpan()?.addLinks(linksTo(traceparents));
};

const KINDS = { client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER, producer: SpanKind.PRODUCER } as const;

/** What a span is called and says; its attributes are names and ids of ours. */
export type NamedSpan = {
  readonly name: string;
  readonly kind: keyof typeof KINDS;
  readonly attributes: Attributes;
};

export type RemoteSpan = NamedSpan & {
  readonly traceparent: string | undefined;
  /** Contexts of other traces that this one belongs with. */
  readonly links?: readonly string[];
};

const finish = (span: Span, error?: unknown): void => {
  if (error !== undefined) {
    // Never its message: a database writes values into it.
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
  }
  span.end();
};

const within = async <Result>(span: Span, work: () => Promise<Result>): Promise<Result> => {
  try {
    const result = await work();
    finish(span);
    return result;
  } catch (error) {
    finish(span, error);
    throw error;
  }
};

/** Runs work as a part of what runs. */
export const inSpan = <Result>({ name, kind, attributes }: NamedSpan, work: () => Promise<Result>): Promise<Result> =>
  tracer.startActiveSpan(name, { kind: KINDS[kind], attributes }, (span) => within(span, work));

/**
 * Runs work as a child of the trace that a message carries: one span per message, also inside a batch, so that one
 * trace leads from the request to the last effect (the instrumentation of kafkajs would only link them).
 */
export const withRemoteParent = <Result>(remote: RemoteSpan, work: () => Promise<Result>): Promise<Result> => {
  const { name, kind, attributes, traceparent, links = [] } = remote;
  const options = { kind: KINDS[kind], attributes, links: linksTo(links) };
  return tracer.startActiveSpan(name, options, contextOf(traceparent), (span) => within(span, work));
};

/** A span of something that is over, and that was done for many traces at once. */
export const recordSpan = ({ name, kind, attributes, traceparent, links = [] }: RemoteSpan, sinceMs: number): void => {
  if (!isSampled(traceparent)) return;
  const options = { kind: KINDS[kind], attributes, links: linksTo(links), startTime: sinceMs };
  tracer.startSpan(name, options, contextOf(traceparent)).end();
};
