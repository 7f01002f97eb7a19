import type { TransactionClient } from '@ansinh/database';
import { type Asked, countsSince } from './maker.rules';

/** Since when the account that asked has no longer what it had then, or its session is known to be somebody else's. */
export const findGone = async (
  db: TransactionClient,
  { subject, session = '', at }: Asked,
): Promise<Date | undefined> => {
  const [row] = await db.$queryRaw<{ since: Date | null }[]>`
    SELECT max(at) AS since FROM platform.makers_gone
    WHERE ((kind = 'account' AND subject = ${subject}) OR (kind = 'session' AND subject = ${session}))
      AND at > ${countsSince(at)}`;
  return row?.since ?? undefined;
};
