/** How a migration waits for a table that others use. */
export type Patience = {
  /** So long it waits for a lock, and whoever comes after it waits with it. */
  readonly lockTimeoutMs: number;
  readonly attempts: number;
  /** Between two attempts those pass who have waited; it grows from the first to the last. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
};

/** Nobody waits longer than half a second because of it; it gives up after some four minutes. */
export const PATIENCE: Patience = { lockTimeoutMs: 500, attempts: 60, firstPauseMs: 500, longestPauseMs: 4_000 };

const GROWTH = 1.5;

/** The pause before an attempt; the first one has none before it. */
export const pauseBeforeMs = (attempt: number, { firstPauseMs, longestPauseMs }: Patience): number =>
  attempt <= 1 ? 0 : Math.min(longestPauseMs, Math.round(firstPauseMs * GROWTH ** (attempt - 2)));
