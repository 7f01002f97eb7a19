import type { CodeSecret, Password, Prisma } from '../../generated/prisma/client';

type Db = Prisma.TransactionClient;

export const findPassword = async (db: Db, accountId: string): Promise<Password | undefined> =>
  (await db.password.findUnique({ where: { accountId } })) ?? undefined;

export const savePassword = async (db: Db, accountId: string, hash: string, setAt: Date): Promise<void> => {
  await db.password.upsert({
    where: { accountId },
    create: { accountId, hash, setAt },
    update: { hash, setAt },
  });
};

/** The same password, hashed anew: since when it is known does not change, and one that was changed meanwhile stays. */
export const saveHashAgain = async (db: Db, accountId: string, hash: string, before: string): Promise<void> => {
  await db.password.updateMany({ where: { accountId, hash: before }, data: { hash } });
};

export const findCodeSecret = async (db: Db, accountId: string): Promise<CodeSecret | undefined> =>
  (await db.codeSecret.findUnique({ where: { accountId } })) ?? undefined;

export const saveCodeSecret = async (
  db: Db,
  accountId: string,
  secret: { readonly sealedSecret: string; readonly lastStep: number; readonly setAt: Date },
): Promise<void> => {
  const data = { ...secret, lastStep: BigInt(secret.lastStep) };
  await db.codeSecret.upsert({ where: { accountId }, create: { accountId, ...data }, update: data });
};

/** Takes the code of a step. False when it, or a later one, was taken already: of two at once one has it. */
export const takeStep = async (db: Db, accountId: string, step: number): Promise<boolean> => {
  const { count } = await db.codeSecret.updateMany({
    where: { accountId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
};

/** Of an account that is opened anew: what was lost opens nothing any more. */
export const removeCredentials = async (db: Db, accountId: string): Promise<void> => {
  await db.password.deleteMany({ where: { accountId } });
  await db.codeSecret.deleteMany({ where: { accountId } });
};
