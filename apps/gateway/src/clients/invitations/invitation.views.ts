import type { Prisma } from '../../generated/prisma/client';

type Db = Pick<Prisma.TransactionClient, 'clientInvitation'>;

export type Addressed = {
  readonly to: string;
  readonly name: string;
  readonly clientId: string;
  readonly clientName: string;
};

/** To whom it is to be sent; undefined when it was opened or replaced meanwhile. */
export const findAddressed = async (db: Db, id: string): Promise<Addressed | undefined> => {
  const row = await db.clientInvitation.findFirst({
    where: { id, openedAt: null, withdrawnAt: null },
    include: { client: true },
  });
  if (row === null) return undefined;
  return { to: row.contactEmail, name: row.contactName, clientId: row.clientId, clientName: row.client.name };
};
