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

/** Where the trace stands in a note, counted as SQL does: behind the instant and the version. */
export const TRACE_IN_NOTE = { from: 29, length: 32 } as const;
