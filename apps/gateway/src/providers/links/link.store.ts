import type { Prisma } from '../../generated/prisma/client';

type Db = Prisma.TransactionClient;

/** Who somebody is at a provider. */
export type Known = { readonly issuer: string; readonly subject: string };
export type LinkedBy = 'codes' | 'staff-number';

export const findLinked = async (db: Db, { issuer, subject }: Known): Promise<string | undefined> =>
  (await db.accountLink.findUnique({ where: { issuer_subject: { issuer, subject } } }))?.accountId;

export const isLinked = async (db: Db, issuer: string, accountId: string): Promise<boolean> =>
  (await db.accountLink.findUnique({ where: { issuer_accountId: { issuer, accountId } } })) !== null;

export const insertLink = async (
  db: Db,
  { issuer, subject }: Known,
  link: { readonly accountId: string; readonly linkedBy: LinkedBy; readonly linkedAt: Date },
): Promise<void> => {
  await db.accountLink.create({ data: { issuer, subject, ...link } });
};

/** What the account was at this provider before it is no more. @returns whether it was anything */
export const removeLink = async (db: Db, issuer: string, accountId: string): Promise<boolean> =>
  (await db.accountLink.deleteMany({ where: { issuer, accountId } })).count > 0;
