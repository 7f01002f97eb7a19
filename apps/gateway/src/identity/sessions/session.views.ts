import type { OwnSession, OwnSessions } from '@ansinh/contracts/gateway/sessions.api';
import type { Tx } from '../../kit';
import { isOpen } from './session.rules';

const MOST = 100;

/** The sessions of the person who asks, the newest first. */
export const listOwnSessions = async (tx: Tx): Promise<OwnSessions> => {
  const rows = await tx.db.session.findMany({
    where: { accountId: tx.by.subject, endedAt: null, expiresAt: { gt: tx.now } },
    orderBy: [{ startedAt: 'desc' }, { id: 'asc' }],
    take: MOST,
  });
  return {
    items: rows
      .filter((row) => isOpen(row, tx.now))
      .map(
        (row): OwnSession => ({
          sessionId: row.id,
          startedAt: row.startedAt.toISOString(),
          lastSeenAt: row.lastSeenAt.toISOString(),
          expiresAt: row.expiresAt.toISOString(),
          factors: row.factors === 2 ? 2 : 1,
          isThis: row.id === tx.by.person?.session,
        }),
      ),
  };
};
