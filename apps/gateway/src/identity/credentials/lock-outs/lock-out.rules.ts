// Who guesses waits longer and longer, and nobody waits for ever: an account that a stranger could close by guessing would
// be a way to keep its owner out.

const MINUTE_MS = 60_000;

/** Wrong sign-ins in a row, of one user name or from one address. */
export type FailureCount = { readonly failures: number; readonly lastFailedAt: Date };
export type Counted = 'account' | 'address';

type Policy = {
  /** So many wrong ones are looked at without waiting. */
  readonly free: number;
  /** Fewer than those are forgotten after so long without another one. */
  readonly windowMs: number;
};

const POLICIES: Readonly<Record<Counted, Policy>> = {
  account: { free: 5, windowMs: 15 * MINUTE_MS },
  // Behind one address sits a whole office.
  address: { free: 50, windowMs: 15 * MINUTE_MS },
};
const FIRST_WAIT_MS = MINUTE_MS;
const WAIT_MAX_MS = 15 * MINUTE_MS;
/** Then all is forgotten, however much it was. */
export const FORGOTTEN_AFTER_MS = 24 * 60 * MINUTE_MS;

/** After the fifth wrong one a minute, then two, four and eight, and never more than a quarter of an hour. */
const waitMs = (failures: number, { free }: Policy): number =>
  failures < free ? 0 : Math.min(WAIT_MAX_MS, FIRST_WAIT_MS * 2 ** (failures - free));

const isForgotten = ({ failures, lastFailedAt }: FailureCount, { free, windowMs }: Policy, now: Date): boolean =>
  now.getTime() - lastFailedAt.getTime() >= (failures < free ? windowMs : FORGOTTEN_AFTER_MS);

/** Until when nothing is looked at; undefined when the next one may be. */
export const lockedUntil = (counted: Counted, count: FailureCount | undefined, now: Date): Date | undefined => {
  const policy = POLICIES[counted];
  // Fewer than those are looked at at once, also by a clock that is behind the one by which the last of them was counted.
  if (count === undefined || count.failures < policy.free || isForgotten(count, policy, now)) return undefined;
  const until = new Date(count.lastFailedAt.getTime() + waitMs(count.failures, policy));
  return until > now ? until : undefined;
};

/** The count with one more, of now. */
export const counted = (kind: Counted, count: FailureCount | undefined, now: Date): FailureCount => {
  const before = count === undefined || isForgotten(count, POLICIES[kind], now) ? 0 : count.failures;
  return { failures: before + 1, lastFailedAt: now };
};

/** The count without the one of `at`, which was counted before it was looked at and was not wrong. */
export const uncounted = (
  count: FailureCount,
  { at, before }: { readonly at: Date; readonly before: FailureCount | undefined },
): FailureCount => ({
  failures: Math.max(0, count.failures - 1),
  lastFailedAt:
    count.lastFailedAt.getTime() === at.getTime() && before !== undefined ? before.lastFailedAt : count.lastFailedAt,
});
