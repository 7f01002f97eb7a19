/** How often an app may end by itself within the window; once more, and it is given up. */
export const STARTS_MAX = 5;
export const WINDOW_MS = 60_000;
const FIRST_PAUSE_MS = 500;

/** What is done about an app that has ended by itself at these times, the last of them now. */
export type Revival = { readonly afterMs: number } | 'given up';

/** Each time twice as long as before; an app that ran for longer than the window begins anew. */
export const revivalOf = (deathsMs: readonly number[]): Revival => {
  const now = deathsMs.at(-1) ?? 0;
  const recent = deathsMs.filter((at) => now - at < WINDOW_MS).length;
  return recent > STARTS_MAX ? 'given up' : { afterMs: FIRST_PAUSE_MS * 2 ** Math.max(0, recent - 1) };
};
