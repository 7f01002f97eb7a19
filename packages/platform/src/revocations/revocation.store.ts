import { endMakers } from '@ansinh/approvals';
import { columnOf, type TransactionClient } from '@ansinh/database';
import type { Revocation } from './revocation.rules';

/** Of two revocations of one subject the later one counts, in whatever order they come. */
export const keepRevocations = async (db: TransactionClient, revocations: readonly Revocation[]): Promise<void> => {
  const rows = revocations.map(({ kind, subject, notBefore }) => ({ kind, subject, at: notBefore.toISOString() }));
  await db.$executeRaw`
    INSERT INTO platform.revocations AS known (kind, subject, not_before)
    SELECT kind, subject, max(at)
    FROM unnest(${columnOf(rows, 'kind')}::text[], ${columnOf(rows, 'subject')}::text[],
                ${columnOf(rows, 'at')}::timestamptz[]) AS rows (kind, subject, at)
    GROUP BY kind, subject ORDER BY kind, subject
    ON CONFLICT (kind, subject) DO UPDATE SET not_before = excluded.not_before, kept_at = clock_timestamp()
    WHERE known.not_before < excluded.not_before`;
  await endMakers(
    db,
    revocations.filter(({ endsRequests }) => endsRequests).map(({ notBefore, ...one }) => ({ ...one, at: notBefore })),
  );
};

export const forgetRevocations = async (db: TransactionClient, before: Date): Promise<void> => {
  await db.$executeRaw`DELETE FROM platform.revocations WHERE not_before < ${before}`;
};
