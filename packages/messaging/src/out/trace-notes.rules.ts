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

const NOTE = /^(\S{20,40}) ([0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2}))$/;

/** Undefined for what is no note. */
export const traceOfNote = (note: string): NotedTrace | undefined => {
  const [, at, traceparent, traceId, flags] = NOTE.exec(note) ?? [];
  if (at === undefined || traceparent === undefined || traceId === undefined || flags === undefined) return undefined;
  return { at, traceparent, traceId, isKept: (Number.parseInt(flags, 16) & 1) === 1 };
};
