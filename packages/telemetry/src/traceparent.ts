import { parseTraceParent } from '@opentelemetry/core';

/** The trace of a W3C context (`00-<trace>-<span>-<flags>`); undefined for what is none. Nobody else cuts such a text. */
export const traceIdIn = (traceparent: string | undefined): string | undefined =>
  traceparent === undefined ? undefined : parseTraceParent(traceparent)?.traceId;

const SAMPLED = 1;

/** Whether the trace of a context is kept: what is told of the others is seen by nobody. */
export const isSampled = (traceparent: string | undefined): traceparent is string => {
  if (traceparent === undefined) return false;
  const context = parseTraceParent(traceparent);
  return context !== null && (context.traceFlags & SAMPLED) === SAMPLED;
};
