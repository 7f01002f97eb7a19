import type { Stuck } from '@ansinh/contracts/operations/api';

export const OUTBOX_SLOW_SECONDS = 10;
/** Readiness turns red: events of acknowledged commands reach nobody. */
export const OUTBOX_STUCK_SECONDS = 30;
const LAG_UNMOVED_SECONDS = 30;
const HELD_LONG_SECONDS = 60;
const TRANSACTION_LONG_SECONDS = 10;
const JOB_LATE_SECONDS = 60;
/** The sealer comes each minute; of a database that was away it finds more to do. */
const UNSEALED_LONG_SECONDS = 600;

/** What was found, with ages in seconds and instants of the clock that measured them. */
export type Facts = {
  readonly at: Date;
  /** What is in trouble, since when. */
  readonly troubles: readonly { readonly what: string; readonly since: Date }[];
  readonly outboxMessages: number;
  readonly outboxOldestSeconds: number | undefined;
  readonly deadLettersOpen: number;
  readonly oldestDiedAt: Date | undefined;
  readonly heldMessages: number;
  readonly heldOldestSeconds: number | undefined;
  readonly oldestTransactionSeconds: number | undefined;
  readonly lagMessages: number;
  readonly lagUnmovedSince: Date | undefined;
  readonly jobsDue: number;
  /** Undefined where nothing runs them. */
  readonly jobsOldestDueSeconds: number | undefined;
  readonly jobsFailed: number;
  readonly jobsOldestFailedAt: Date | undefined;
  /** Undefined where all is sealed, and where nothing seals. */
  readonly unsealedSeconds: number | undefined;
};

const ago = (at: Date, seconds: number): Date => new Date(at.getTime() - seconds * 1_000);
const whole = (seconds: number): number => Math.floor(seconds);
const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const lateJobsOf = ({ at, jobsDue, jobsOldestDueSeconds, jobsFailed, jobsOldestFailedAt }: Facts) => {
  const found: { what: string; since: Date }[] = [];
  if (jobsOldestDueSeconds !== undefined && jobsOldestDueSeconds > JOB_LATE_SECONDS)
    found.push({
      what: `jobs are not run: ${plural(jobsDue, 'job is', 'jobs are')} due, the oldest for ${whole(jobsOldestDueSeconds)} s`,
      since: ago(at, jobsOldestDueSeconds),
    });
  if (jobsOldestFailedAt !== undefined)
    found.push({
      what: `${plural(jobsFailed, 'failed job waits', 'failed jobs wait')} for an operator`,
      since: jobsOldestFailedAt,
    });
  return found;
};

/** What stands still, the longest first. Empty means healthy. */
export const stuckOf = (facts: Facts): Stuck[] => {
  const found: { what: string; since: Date }[] = [...facts.troubles];
  const { at, outboxOldestSeconds, oldestTransactionSeconds, lagUnmovedSince, oldestDiedAt, heldOldestSeconds } = facts;
  const { unsealedSeconds } = facts;
  if (outboxOldestSeconds !== undefined && outboxOldestSeconds > OUTBOX_SLOW_SECONDS) {
    const events = plural(facts.outboxMessages, 'event', 'events');
    found.push({
      what: `the outbox does not drain: ${events}, the oldest ${whole(outboxOldestSeconds)} s old`,
      since: ago(at, outboxOldestSeconds),
    });
  }
  if (lagUnmovedSince !== undefined && at.getTime() - lagUnmovedSince.getTime() >= LAG_UNMOVED_SECONDS * 1_000)
    found.push({
      what: `a partition is not read on: the service is ${plural(facts.lagMessages, 'message', 'messages')} behind`,
      since: lagUnmovedSince,
    });
  if (oldestDiedAt !== undefined)
    found.push({
      what: `${plural(facts.deadLettersOpen, 'dead letter waits', 'dead letters wait')} for an operator`,
      since: oldestDiedAt,
    });
  if (heldOldestSeconds !== undefined && heldOldestSeconds > HELD_LONG_SECONDS)
    found.push({
      what: `${plural(facts.heldMessages, 'event waits', 'events wait')} for an earlier one of the same thing`,
      since: ago(at, heldOldestSeconds),
    });
  if (oldestTransactionSeconds !== undefined && oldestTransactionSeconds > TRANSACTION_LONG_SECONDS)
    found.push({
      what: `a transaction of the database is open for ${whole(oldestTransactionSeconds)} s`,
      since: ago(at, oldestTransactionSeconds),
    });
  if (unsealedSeconds !== undefined && unsealedSeconds > UNSEALED_LONG_SECONDS)
    found.push({
      what: `audit and books are not sealed: the oldest row without a seal is ${whole(unsealedSeconds)} s old`,
      since: ago(at, unsealedSeconds),
    });
  found.push(...lateJobsOf(facts));
  return found
    .sort((one, other) => one.since.getTime() - other.since.getTime())
    .map(({ what, since }) => ({ what, since: since.toISOString() }));
};

/** Remembers since when each trouble is there; one that is gone is forgotten. */
export class TroubleClock {
  #since: ReadonlyMap<string, Date> = new Map();

  note(troubles: readonly string[], at: Date): { what: string; since: Date }[] {
    const noted = troubles.map((what) => ({ what, since: this.#since.get(what) ?? at }));
    this.#since = new Map(noted.map(({ what, since }) => [what, since]));
    return noted;
  }
}
