import { setTimeout as pause } from 'node:timers/promises';
import { passing } from '@ansinh/database';
import { BusinessKeys, failpoint, type Logger, meters, withRemoteParent } from '@ansinh/telemetry';
import { ATTEMPT_MAX_MS, type JobQueue } from '../boss/job-queue';
import { ClaimLost, type Taken } from '../boss/taken';
import type { Job, JobTx, Reaching } from '../job';
import { afterFailure, attemptsOf, isUsedUp, LostEachTime, noteOf, pauseAfter } from './outcomes';

/** What caused the transaction of a job: the job itself, for the tenant that it was queued for. */
export type JobCause = { readonly id: string; readonly tenant: string };

/** Opens a transaction on behalf of a job and flushes its events and further jobs before the commit. */
export type TransactForJob<Tx> = <Result>(cause: JobCause, work: (tx: Tx) => Promise<Result>) => Promise<Result>;

export type AttemptParts<Tx extends JobTx> = {
  readonly queue: JobQueue;
  readonly transact: TransactForJob<Tx>;
  /** A read without a transaction. */
  readonly read: Reaching<Tx>['read'];
  readonly logger: Logger;
};

/** `given-back`: the service stops; `taken-away`: it is no longer ours, and nothing of it happened. */
export type Outcome = 'done' | 'retry' | 'failed' | 'given-back' | 'taken-away';
export type Ran = {
  readonly name: string;
  readonly data: unknown;
  readonly outcome: Outcome;
  readonly error?: unknown;
};

/** Rejects when the signal says so: whatever does not listen to it is not waited for. */
const withSignal = async <Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
};

/** What was handed out, and the signal that its process is to stop. */
type Given = { readonly taken: Taken; readonly stopping: AbortSignal };

/** One transaction of a job, which is tried again by itself while the database is away, or when another one was first. */
const transactPatiently = async <Tx extends JobTx>(
  transact: TransactForJob<Tx>,
  { taken, stopping }: Given,
  work: (tx: Tx) => Promise<void>,
): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transact(taken, work);
    } catch (error) {
      const pauseMs = pauseAfter(error, tries);
      if (pauseMs === undefined || stopping.aborted) throw error;
      await pause(pauseMs, undefined, { signal: stopping });
    }
  }
};

/** One attempt: first what is outside, then one transaction with the effect and the end of the job. */
const attempt = async <Tx extends JobTx>(
  { queue, transact, read }: AttemptParts<Tx>,
  job: Job<Tx>,
  given: Given,
): Promise<void> => {
  const { taken, stopping } = given;
  if (isUsedUp(taken)) throw new LostEachTime();
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(ATTEMPT_MAX_MS)]);
  const reaching = { id: taken.id, attempt: taken.retryCount + 1, signal, read };
  const effect = await withSignal(signal, job.prepare(taken.data, reaching));
  await transactPatiently(transact, given, async (tx) => {
    await effect(tx);
    await queue.complete(tx.db, taken);
    await failpoint('before-job-commit');
  });
};

type Failed = Given & { readonly error: unknown };

/**
 * Writes down that it failed, with what the job itself has to say to that; without, when that fails as well. What
 * passes is no failure of that kind: then its lease ends, and whoever takes it next writes it down.
 */
const setAside = async <Tx extends JobTx>(
  { queue, transact, logger }: AttemptParts<Tx>,
  job: Job<Tx>,
  failed: Failed,
): Promise<void> => {
  const { taken, error } = failed;
  const { id, name, data } = taken;
  try {
    await transactPatiently(transact, failed, async (tx) => {
      await job.ended(tx, { data, id, attempts: attemptsOf(taken), how: 'failed', error });
      await queue.failFinally(tx.db, taken, noteOf(error));
    });
  } catch (failure) {
    const why = passing(failure);
    const isOver = why === undefined || why === 'timeout';
    if (failure instanceof ClaimLost || failed.stopping.aborted || !isOver) throw failure;
    logger.error({ err: failure, jobId: id, job: name }, 'what a job does when it fails has failed');
    await transact(taken, ({ db }) => queue.failFinally(db, taken, noteOf(error)));
  }
};

const settle = async <Tx extends JobTx>(parts: AttemptParts<Tx>, job: Job<Tx>, failed: Failed): Promise<Outcome> => {
  const { queue, logger } = parts;
  const { taken, error } = failed;
  const about = { err: error, jobId: taken.id, job: taken.name, attempt: taken.retryCount + 1 };
  if (afterFailure(taken, error) === 'retry') {
    logger.warn(about, 'a job failed and is tried again');
    await queue.retryLater(taken, noteOf(error));
    return 'retry';
  }
  logger.error(about, 'a job failed');
  try {
    await setAside(parts, job, failed);
    return 'failed';
  } catch (failure) {
    if (failure instanceof ClaimLost) return 'taken-away';
    throw failure;
  }
};

/**
 * Runs a job that was taken, in the trace of what queued it. Its effect is kept once: with the row that says so, of this
 * attempt and no other. Throws only when the end cannot be written: then its lease ends by itself.
 */
export const runTaken = async <Tx extends JobTx>(parts: AttemptParts<Tx>, job: Job<Tx>, given: Given): Promise<Ran> => {
  const { taken, stopping } = given;
  const { name, id, data, traceparent, tracelink, retryCount } = taken;
  const links = tracelink === undefined ? [] : [tracelink];
  const inSpan = <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    const attributes = { 'job.id': id, 'job.attempt': retryCount + 1, ...new BusinessKeys().add(data).attributes };
    return withRemoteParent({ name: `${what} ${name}`, kind: 'consumer', traceparent, links, attributes }, work);
  };
  const ended = (outcome: Outcome, error?: unknown): Ran => {
    meters().job(name, outcome);
    return error === undefined ? { name, data, outcome } : { name, data, outcome, error };
  };
  try {
    await inSpan('job', () => attempt(parts, job, given));
    return ended('done');
  } catch (error) {
    if (error instanceof ClaimLost) return ended('taken-away', error);
    if (stopping.aborted) {
      await parts.queue.release(taken);
      return ended('given-back', error);
    }
    return ended(await inSpan('settle job', () => settle(parts, job, { ...given, error })), error);
  }
};
