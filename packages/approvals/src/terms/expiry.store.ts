import type { TransactionClient } from '@ansinh/database';

export type Expired = { readonly id: string; readonly thing: string };

/** Ends what nobody decided in its term, a number of them; one that somebody holds at this moment is left to the next time. */
export const endExpired = (db: TransactionClient, now: Date, limit: number): PromiseLike<Expired[]> => db.$queryRaw<
  Expired[]
>`
  UPDATE platform.approvals SET status = 'expired', body = NULL
  WHERE id IN (
    SELECT id FROM platform.approvals WHERE status = 'waiting' AND expires_at <= ${now}
    ORDER BY expires_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
  RETURNING id::text, thing`;
