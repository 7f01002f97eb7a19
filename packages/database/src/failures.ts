import { Rejection } from '@ansinh/contracts/catalogue/problems';
import { isConflict, isLockTimeout, isTimeout, isUnavailable } from './errors';

/**
 * Why the same work may succeed later. `away`: the database, for however long; `conflict`: another transaction was first;
 * `locked`: it holds the row for longer than we wait; `timeout`: the work took too long, which may happen again.
 */
export type Passing = 'away' | 'conflict' | 'locked' | 'timeout';

/** Undefined for what does not pass by itself: a bug, or a refusal. */
export const passing = (error: unknown): Passing | undefined => {
  if (isUnavailable(error)) return 'away';
  if (isConflict(error)) return 'conflict';
  if (isLockTimeout(error)) return 'locked';
  return isTimeout(error) ? 'timeout' : undefined;
};

/** What is kept of an error where operators read it: never its message, which may hold personal data. */
export type Note = { readonly cause: string; readonly detail: string };

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{1,30}$/.test(error.code)
    ? ` ${error.code}`
    : '';

/** What kind of error it was. The log has the rest, under the trace id. */
export const noteOf = (error: unknown): Note =>
  error instanceof Rejection
    ? { cause: error.code, detail: 'the rules refused it' }
    : { cause: 'handler-failed', detail: error instanceof Error ? `${error.name}${codeOf(error)}` : 'unknown error' };
