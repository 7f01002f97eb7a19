/**
 * So many of what one transaction causes go on in the trace of its cause. Those behind them begin traces of their own that
 * are linked to it: else the trace of a file with five hundred payouts would be five hundred times as long as that of one.
 */
const IN_ONE_TRACE = 3;

/** What carries the trace of its cause, or a link to it. */
export type Carried = { readonly traceparent?: string; readonly tracelink?: string };

/** Of one transaction, which may have several causes. */
export class TraceRoom {
  readonly #taken = new Map<string, number>();

  /** How the next thing that is caused in this context carries it. */
  next(traceparent: string | undefined): Carried {
    if (traceparent === undefined) return {};
    const taken = this.#taken.get(traceparent) ?? 0;
    this.#taken.set(traceparent, taken + 1);
    return taken < IN_ONE_TRACE ? { traceparent } : { tracelink: traceparent };
  }
}
