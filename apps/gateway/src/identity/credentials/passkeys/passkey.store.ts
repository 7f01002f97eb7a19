import { newId } from '@ansinh/database';
import type { Passkey, Prisma } from '../../../generated/prisma/client';
import { CHALLENGE_MS, type NewPasskey } from './passkey-check';

type Db = Prisma.TransactionClient;

/** For what a challenge was given: one for adding a passkey lets nobody in. */
export type Purpose = 'adding' | 'sign-in';
type Owned = {
  readonly accountId: string | null;
  /** The sign-in that a browser has begun. */
  readonly signInId?: string;
  readonly purpose: Purpose;
  readonly now: Date;
};

export const insertChallenge = async (db: Db, challenge: string, { now, ...owned }: Owned): Promise<void> => {
  await db.passkeyChallenge.deleteMany({ where: { expiresAt: { lt: now } } });
  const expiresAt = new Date(now.getTime() + CHALLENGE_MS);
  await db.passkeyChallenge.create({ data: { challenge, ...owned, expiresAt } });
};

/** False for one that was not given for this, that has ended, or that was taken already: of two at once one has it. */
export const takeChallenge = async (db: Db, challenge: string, owned: Owned): Promise<boolean> => {
  const { accountId, signInId = null, purpose, now } = owned;
  const { count } = await db.passkeyChallenge.deleteMany({
    where: { challenge, accountId, signInId, purpose, expiresAt: { gte: now } },
  });
  return count === 1;
};

export const listOwnPasskeys = (db: Db, accountId: string): Promise<Passkey[]> =>
  db.passkey.findMany({ where: { accountId }, orderBy: [{ addedAt: 'asc' }, { passkeyId: 'asc' }] });

export const findPasskey = (db: Db, credentialId: string): Promise<Passkey | null> =>
  db.passkey.findUnique({ where: { credentialId } });

export const insertPasskey = (
  db: Db,
  {
    transports,
    counter,
    ...passkey
  }: NewPasskey & { readonly accountId: string; readonly name: string; readonly addedAt: Date },
): Promise<Passkey> =>
  db.passkey.create({
    data: { passkeyId: newId(), ...passkey, counter: BigInt(counter), transports: [...transports] },
  });

export const saveUsed = async (db: Db, passkeyId: string, counter: number, lastUsedAt: Date): Promise<void> => {
  await db.passkey.update({ where: { passkeyId }, data: { counter: BigInt(counter), lastUsedAt } });
};

/** @returns whether there was one */
export const removePasskey = async (db: Db, accountId: string, passkeyId: string): Promise<boolean> => {
  const { count } = await db.passkey.deleteMany({ where: { accountId, passkeyId } });
  return count === 1;
};

export const removePasskeys = async (db: Db, accountId: string): Promise<void> => {
  await db.passkey.deleteMany({ where: { accountId } });
};
