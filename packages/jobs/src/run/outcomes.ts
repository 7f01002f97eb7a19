import { problemOf, Rejection } from '@ansinh/contracts/catalogue/problems';
import { type Note, noteOf as noteOfError, passing } from '@ansinh/database';
import { ZodError } from 'zod';
import type { Taken } from '../boss/taken';

/** The process that ran it is gone each time: nobody can say why. */
export class LostEachTime extends Error {
  constructor() {
    super('each process that ran this job ended without a word');
    this.name = 'LostEachTime';
  }
}

/**
 * What a job throws when it can say by codes alone why it could not be done: operators read its message, which therefore says
 * nothing of a person and quotes nobody.
 */
export class CodedFailure extends Error {
  override readonly name: string = 'CodedFailure';
}

/** From the next attempt on there is none: what is handed out then is only set aside. */
export const isUsedUp = ({ retryCount, retryLimit }: Pick<Taken, 'retryCount' | 'retryLimit'>): boolean =>
  retryCount >= retryLimit;

/** How often it was begun: to be set aside is not. */
export const attemptsOf = ({ retryCount, retryLimit }: Pick<Taken, 'retryCount' | 'retryLimit'>): number =>
  Math.min(retryCount + 1, retryLimit);

const isLast = ({ retryCount, retryLimit }: Pick<Taken, 'retryCount' | 'retryLimit'>): boolean =>
  retryCount + 1 >= retryLimit;

/** Repeating helps against neither a refusal of the rules nor data that do not fit. */
const isFinal = (error: unknown): boolean =>
  error instanceof Rejection ? problemOf(error.code).retryable !== true : error instanceof ZodError;

/** What becomes of a job whose attempt ended with this error. */
export const afterFailure = (taken: Pick<Taken, 'retryCount' | 'retryLimit'>, error: unknown): 'retry' | 'failed' =>
  isFinal(error) || isLast(taken) ? 'failed' : 'retry';

const CONFLICTS_MAX = 3;
const ABSENCES_MAX = 12;
const FIRST_PAUSE_MS = 100;
const PAUSE_MAX_MS = 2_000;

/**
 * Milliseconds until the transaction alone is tried again, which is no new attempt: what was reached outside need not be
 * reached once more because another transaction was first, or the database away for a moment. Undefined when it is not.
 */
export const pauseAfter = (error: unknown, tries: number): number | undefined => {
  const why = passing(error);
  if (why === 'away') return tries < ABSENCES_MAX ? Math.min(PAUSE_MAX_MS, FIRST_PAUSE_MS * 2 ** tries) : undefined;
  return why !== undefined && tries < CONFLICTS_MAX ? 0 : undefined;
};

/** For operators: what kind of error it was. */
export const noteOf = (error: unknown): Note => {
  if (error instanceof ZodError)
    return { cause: 'contract', detail: error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join('; ') };
  if (error instanceof CodedFailure) return { cause: 'handler-failed', detail: `${error.name}: ${error.message}` };
  if (error instanceof LostEachTime) return { cause: 'lost', detail: error.message };
  return noteOfError(error);
};
