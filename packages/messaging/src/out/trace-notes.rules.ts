import { isSampled, traceIdIn } from '@ansinh/telemetry';

/** The topic under which traces are kept of things that a transaction was about and told nothing of. */
export const NOTED = 'noted';

/** How a trace is kept with what it was about: `2026-10-05T01:30:00.000Z 00-<trace>-<span>-01`. Empty without a trace. */
export const noteOf = ({
  time,
  traceparent,
}: {
  readonly time: string;
  readonly traceparent?: string | undefined;
}): string => (traceparent === undefined ? '' : `${time} ${traceparent}`);

export type NotedTrace = {
  readonly at: string;
  readonly traceparent: string;
  readonly traceId: string;
  /** Whether the trace server has it; of one that is not kept there are lines of the log. */
  readonly isKept: boolean;
};

const NOTE = /^(\S{20,40}) (\S{1,100})$/;
/** Where the trace stands in a note, counted as SQL does: behind the instant and the version. */
export const TRACE_IN_NOTE = { from: 29, length: 32 } as const;

/** Undefined for what is no note. */
export const traceOfNote = (note: string): NotedTrace | undefined => {
  const [, at, traceparent] = NOTE.exec(note) ?? [];
  const traceId = traceIdIn(traceparent);
  if (at === undefined || traceparent === undefined || traceId === undefined) return undefined;
  return { at, traceparent, traceId, isKept: isSampled(traceparent) };
};
