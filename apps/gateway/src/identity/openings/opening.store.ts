import type { Invitation, Prisma } from '../../generated/prisma/client';

type Db = Prisma.TransactionClient;

export type { Invitation };

/** The own code of an administrator takes the place of the one before it. */
export const saveCode = async (db: Db, { accountId, drawnByPerson, ...drawn }: Invitation): Promise<void> => {
  await db.invitation.upsert({
    where: { accountId_drawnByPerson: { accountId, drawnByPerson } },
    create: { accountId, drawnByPerson, ...drawn },
    update: drawn,
  });
};

export const listCodes = (db: Db, accountId: string): Promise<Invitation[]> =>
  db.invitation.findMany({ where: { accountId } });

/** They were used, or nobody may use them any more. */
export const removeCodes = async (db: Db, accountId: string): Promise<void> => {
  await db.invitation.deleteMany({ where: { accountId } });
};
