import type { Prisma, Session } from '../../generated/prisma/client';
import { seenLongAgo } from './session.rules';

type Db = Pick<Prisma.TransactionClient, 'session' | '$executeRaw'>;

export type { Session };

export type SavedSession = {
  readonly id: string;
  readonly accountId: string | undefined;
  readonly factors: 1 | 2;
  readonly cookieHash: string;
  /** Without the value of the cookie. `loginTs` says when somebody signed in. */
  readonly state: object;
  readonly now: Date;
  readonly expiresAt: Date;
};

/**
 * Keeps a session, or what has changed of it. Who signs in anew begins its time anew; one that was ended stays as it is:
 * nothing brings it back.
 */
export const saveSession = async (db: Db, session: SavedSession): Promise<void> => {
  const { id, accountId = null, cookieHash, state, now, expiresAt } = session;
  const factors = accountId === null ? null : session.factors;
  await db.$executeRaw`
    INSERT INTO sessions (id, account_id, factors, cookie_hash, state, started_at, last_seen_at, expires_at)
    VALUES (${id}, ${accountId}, ${factors}::smallint, ${cookieHash}, ${JSON.stringify(state)}::jsonb, ${now}, ${now}, ${expiresAt})
    ON CONFLICT (id) DO UPDATE SET
      account_id = EXCLUDED.account_id,
      tenant = CASE WHEN sessions.account_id IS DISTINCT FROM EXCLUDED.account_id THEN NULL ELSE sessions.tenant END,
      factors = EXCLUDED.factors,
      cookie_hash = EXCLUDED.cookie_hash,
      state = EXCLUDED.state,
      last_seen_at = EXCLUDED.last_seen_at,
      started_at = CASE WHEN sessions.state -> 'loginTs' IS DISTINCT FROM EXCLUDED.state -> 'loginTs'
        THEN EXCLUDED.started_at ELSE sessions.started_at END,
      expires_at = CASE WHEN sessions.state -> 'loginTs' IS DISTINCT FROM EXCLUDED.state -> 'loginTs'
        THEN EXCLUDED.expires_at ELSE sessions.expires_at END
    WHERE sessions.ended_at IS NULL`;
};

export const findSessionByCookie = (db: Db, cookieHash: string) => db.session.findUnique({ where: { cookieHash } });

export const findSession = (db: Db, id: string) => db.session.findUnique({ where: { id } });

/** For whom a session speaks, of those for whom its person may. */
export const saveTenantOf = async (db: Db, id: string, tenant: string): Promise<void> => {
  await db.session.updateMany({ where: { id, endedAt: null }, data: { tenant } });
};

/** A cookie that was given out before is good no more; the session goes on by the next one. */
export const dropCookie = async (db: Db, cookieHash: string): Promise<void> => {
  await db.session.updateMany({ where: { cookieHash }, data: { cookieHash: null } });
};

/** That it was used, at most once a minute. */
export const noteSeen = async (db: Db, id: string, now: Date): Promise<void> => {
  await db.session.updateMany({
    where: { id, endedAt: null, lastSeenAt: { lt: seenLongAgo(now) } },
    data: { lastSeenAt: now },
  });
};

export type Ending = { readonly now: Date; readonly by: string };
/** One session, or those of an account, of which one may go on. */
export type Which = { readonly id: string } | { readonly accountId: string; readonly except?: string };

const filterOf = (which: Which): Prisma.SessionWhereInput => {
  if ('id' in which) return { id: which.id };
  const { accountId, except } = which;
  return except === undefined ? { accountId } : { accountId, id: { not: except } };
};

/** Ends those that are not over. @returns the sessions of persons among them */
export const endSessions = async (
  db: Db,
  which: Which,
  { now, by }: Ending,
): Promise<readonly { readonly id: string; readonly accountId: string | null }[]> =>
  db.session.updateManyAndReturn({
    where: { ...filterOf(which), endedAt: null, expiresAt: { gt: now } },
    data: { endedAt: now, endedBy: by, cookieHash: null, state: {} },
    select: { id: true, accountId: true },
  });

/** Takes away those that were over before a moment; the audit keeps who signed in and out. */
export const forgetSessions = async (db: Db, before: Date): Promise<number> =>
  (await db.session.deleteMany({ where: { expiresAt: { lt: before } } })).count;
