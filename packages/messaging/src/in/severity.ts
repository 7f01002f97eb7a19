import { problemOf, Rejection } from '@ansinh/contracts/catalogue/problems';
import { type Passing, passing } from '@ansinh/database';
import { OrderConflict } from './order/head.store';

/** `wait`: the database is away, for however long. `retry`: it may work a moment later. `permanent`: a bug or a refusal. */
export type Severity = 'wait' | 'retry' | 'permanent';

const FIRST_BACKOFF_MS = 25;
const BACKOFF_MAX_MS = 2_000;
/** Something that must arrive first is tried for about 13 s, a bug for about three quarters of a second. */
const ATTEMPTS: Record<Exclude<Severity, 'wait'>, number> = { retry: 12, permanent: 5 };

const SEVERITY_OF = {
  away: 'wait',
  conflict: 'retry',
  locked: 'retry',
  timeout: 'retry',
} as const satisfies Record<Passing, Severity>;

export const severityOf = (error: unknown): Severity => {
  const why = passing(error);
  if (why !== undefined) return SEVERITY_OF[why];
  if (error instanceof OrderConflict) return 'retry';
  if (error instanceof Rejection) return problemOf(error.code).retryable === true ? 'retry' : 'permanent';
  return 'permanent';
};

export const isUsedUp = (error: unknown, attempts: number): boolean => {
  const severity = severityOf(error);
  return severity !== 'wait' && attempts >= ATTEMPTS[severity];
};

/** What would fail again for all of them: a bug of one, or more work than a transaction has time for. */
export const isBetterAlone = (error: unknown): boolean =>
  severityOf(error) === 'permanent' || passing(error) === 'timeout';

/** Milliseconds before the next attempt. */
export const backoffAfter = (attempts: number): number =>
  Math.min(BACKOFF_MAX_MS, FIRST_BACKOFF_MS * 2 ** Math.min(attempts, 10));
