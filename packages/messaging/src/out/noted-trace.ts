import { isSampled, traceIdIn } from '@ansinh/telemetry';

export type NotedTrace = {
  readonly at: string;
  readonly traceparent: string;
  readonly traceId: string;
  /** Whether the trace server has it; of one that is not kept there are lines of the log. */
  readonly isKept: boolean;
};

const NOTE = /^(\S{20,40}) (\S{1,100})$/;

/** Undefined for what is no note. */
export const traceOfNote = (note: string): NotedTrace | undefined => {
  const [, at, traceparent] = NOTE.exec(note) ?? [];
  const traceId = traceIdIn(traceparent);
  if (at === undefined || traceparent === undefined || traceId === undefined) return undefined;
  return { at, traceparent, traceId, isKept: isSampled(traceparent) };
};
