/** A refusal in words, in one language. */
export type ProblemText = { readonly title: string; readonly fix: string };

export type ProblemDefinition = {
  /** HTTP status at the door. */
  readonly status: number;
  /** Short, stable, in English; the console translates by code. */
  readonly title: string;
  /** How to mend it, in words that a technical person of the partner follows. */
  readonly fix: string;
  /** True when the same call may succeed later without a change: a consumer retries, a client may too. */
  readonly retryable?: true;
};
