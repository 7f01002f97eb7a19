/** `00-<trace>-<span>-<flags>` of https://www.w3.org/TR/trace-context/: trace and span are not all zeros. */
const CONTEXT = /^(?!ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;
const SAMPLED = 1;

/** The trace of a W3C context; undefined for what is none. Nobody else cuts such a text. */
export const traceIdIn = (traceparent: string | undefined): string | undefined => CONTEXT.exec(traceparent ?? '')?.[1];

/** Whether the trace of a context is kept: what is told of the others is seen by nobody. */
export const isSampled = (traceparent: string | undefined): traceparent is string => {
  const flags = CONTEXT.exec(traceparent ?? '')?.[2];
  return flags !== undefined && (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED;
};
