import { newId } from '@ansinh/database';
import type { Prisma } from '../../generated/prisma/client';
import type { RefusalReason } from './sign-in.rules';

type Db = Prisma.TransactionClient;

const KEPT_MS = 400 * 86_400_000;

export type SignedInRow = {
  readonly accountId: string;
  readonly at: Date;
  readonly network: string | undefined;
} & ({ readonly factors: 1 | 2 } | { readonly reason: RefusalReason });

/** What the person reads of it later. */
export const insertSignIn = async (db: Db, { accountId, at, network, ...came }: SignedInRow): Promise<void> => {
  await db.signIn.create({
    data: {
      id: newId(),
      accountId,
      at,
      network: network ?? null,
      outcome: 'factors' in came ? 'signed-in' : 'refused',
      reason: 'reason' in came ? came.reason : null,
      factors: 'factors' in came ? came.factors : null,
    },
  });
};

/** As much work as `insertSignIn`, for a name that nobody has: a clock does not tell which names there are. */
export const insertNoSignIn = async (db: Db): Promise<void> => {
  await db.$queryRaw`SELECT pg_current_xact_id()::text`;
};

/** What is older than a year and a month, also of who never came again. */
export const forgetSignIns = async (db: Db, now: Date): Promise<void> => {
  await db.signIn.deleteMany({ where: { at: { lt: new Date(now.getTime() - KEPT_MS) } } });
};
