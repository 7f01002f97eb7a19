import type { PartnerContact } from '@ansinh/contracts/gateway/clients.api';
import type { ClientInvitation, Prisma } from '../../generated/prisma/client';

type Db = Prisma.TransactionClient;

export type NewInvitation = {
  readonly id: string;
  readonly clientId: string;
  readonly contact: PartnerContact;
  readonly overlapDays: number;
  readonly createdBy: string;
  readonly createdAt: Date;
};

export const insertInvitation = async (db: Db, { contact, ...invitation }: NewInvitation): Promise<void> => {
  await db.clientInvitation.create({ data: { ...invitation, contactName: contact.name, contactEmail: contact.email } });
};

/** Those of a client that could still be opened are good no more. */
export const withdrawInvitations = async (db: Db, clientId: string, withdrawnAt: Date): Promise<void> => {
  await db.clientInvitation.updateMany({
    where: { clientId, openedAt: null, withdrawnAt: null },
    data: { withdrawnAt },
  });
};

/** Of an invitation that nobody has opened meanwhile; a code that was sent before is replaced. */
export const saveSent = async (
  db: Db,
  id: string,
  sent: { readonly tokenHash: string; readonly sentAt: Date; readonly expiresAt: Date },
): Promise<void> => {
  await db.clientInvitation.updateMany({ where: { id, openedAt: null, withdrawnAt: null }, data: sent });
};

/** Locks it until the end of the transaction. */
export const lockInvitation = async (db: Db, tokenHash: string): Promise<ClientInvitation | undefined> => {
  await db.$queryRaw`SELECT id FROM client_invitations WHERE token_hash = ${tokenHash} FOR UPDATE`;
  return (await db.clientInvitation.findUnique({ where: { tokenHash } })) ?? undefined;
};

export const saveOpened = async (db: Db, id: string, openedAt: Date): Promise<void> => {
  await db.clientInvitation.update({ where: { id }, data: { openedAt } });
};
