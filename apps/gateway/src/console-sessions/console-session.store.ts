import type { ConsoleSession, Prisma } from '../generated/prisma/client';

export type { ConsoleSession };

type Db = Pick<Prisma.TransactionClient, 'consoleSession' | '$queryRaw'>;

export const insertConsoleSession = async (db: Db, session: ConsoleSession): Promise<void> => {
  await db.consoleSession.create({ data: session });
};

export const findConsoleSession = (db: Db, idHash: string): Promise<ConsoleSession | null> =>
  db.consoleSession.findUnique({ where: { idHash } });

/** Of two requests that find the token too old, one renews it, and the other one waits here. */
export const lockConsoleSession = async (db: Db, idHash: string): Promise<ConsoleSession | null> => {
  await db.$queryRaw`SELECT 1 FROM console_sessions WHERE id_hash = ${idHash} FOR UPDATE`;
  return findConsoleSession(db, idHash);
};

export const renewConsoleSession = async (
  db: Db,
  idHash: string,
  renewed: Pick<ConsoleSession, 'sealed' | 'renewAt'>,
): Promise<void> => {
  await db.consoleSession.update({ where: { idHash }, data: renewed });
};

/** Its tokens say what is true no more, and are still good: the next request renews them. */
export const renewSoon = async (db: Db, sessionId: string, now: Date): Promise<void> => {
  await db.consoleSession.updateMany({ where: { sessionId }, data: { renewAt: now } });
};

export const deleteConsoleSession = async (db: Db, idHash: string): Promise<void> => {
  await db.consoleSession.deleteMany({ where: { idHash } });
};

export const forgetConsoleSessions = async (db: Db, before: Date): Promise<number> =>
  (await db.consoleSession.deleteMany({ where: { expiresAt: { lt: before } } })).count;
