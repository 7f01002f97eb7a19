import type { Prisma } from '../../../generated/prisma/client';
import type { Counted, FailureCount } from './lock-out.rules';

type Db = Prisma.TransactionClient;

/** Whose wrong sign-ins are counted: a name or an address, which nobody can read. */
export type CountKey = { readonly counted: Counted; readonly mask: string };

/** Each waits here for whoever signs in by the same name at the same time: none is looked at without being counted. */
export const lockCount = async (db: Db, { counted, mask }: CountKey): Promise<void> => {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sign-in ${counted} ${mask}`}, 0))`;
};

export const findCount = async (db: Db, key: CountKey): Promise<FailureCount | undefined> =>
  (await db.signInCount.findUnique({ where: { counted_mask: { counted: key.counted, mask: key.mask } } })) ?? undefined;

export const saveCount = async (db: Db, { counted, mask }: CountKey, count: FailureCount): Promise<void> => {
  const { failures, lastFailedAt } = count;
  await db.signInCount.upsert({
    where: { counted_mask: { counted, mask } },
    create: { counted, mask, failures, lastFailedAt },
    update: { failures, lastFailedAt },
  });
};

export const removeCount = async (db: Db, { counted, mask }: CountKey): Promise<void> => {
  await db.signInCount.deleteMany({ where: { counted, mask } });
};

/** Some of those that count no more: strangers could fill the table with names that nobody has. */
export const removeForgotten = async (db: Db, before: Date): Promise<void> => {
  await db.$executeRaw`
    DELETE FROM sign_in_counts WHERE (counted, mask) IN (
      SELECT counted, mask FROM sign_in_counts WHERE last_failed_at < ${before} LIMIT 100 FOR UPDATE SKIP LOCKED)`;
};
