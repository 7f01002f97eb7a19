import type { TransactionClient } from '@ansinh/database';

export type KeptRevocation = {
  readonly kind: string;
  readonly subject: string;
  readonly notBefore: Date;
};

/**
 * Those that were written within so many seconds, by the clock of the database; all, when nothing is said. Who looks often
 * looks back by more than a transaction may last: what was written before a look may be committed after it.
 */
export const listRevocations = (db: TransactionClient, withinSeconds?: number): PromiseLike<KeptRevocation[]> =>
  db.$queryRaw<KeptRevocation[]>`
    SELECT kind, subject, not_before AS "notBefore" FROM platform.revocations
    WHERE ${withinSeconds ?? null}::int IS NULL
       OR kept_at > clock_timestamp() - ${withinSeconds ?? null}::int * interval '1 second'`;
