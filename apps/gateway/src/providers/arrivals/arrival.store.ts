import type { Prisma, ProviderSignIn } from '../../generated/prisma/client';
import type { ProviderName } from '../settings/provider-settings';

type Db = Pick<Prisma.TransactionClient, 'providerSignIn'>;

export type Away = Pick<ProviderSignIn, 'signInId' | 'stateHash' | 'nonce' | 'verifier' | 'begunAt' | 'expiresAt'> & {
  readonly provider: ProviderName;
};

const NOBODY = {
  issuer: null,
  subject: null,
  providerSession: null,
  factors: null,
  accountId: null,
  sessionId: null,
  signedOutAt: null,
};

/** Who begins again, there or at another provider, has left what was begun before. */
export const saveAway = async (db: Db, { signInId, ...away }: Away): Promise<void> => {
  await db.providerSignIn.upsert({
    where: { signInId },
    create: { signInId, ...away },
    update: { ...away, ...NOBODY },
  });
};

export type Asked = { readonly signInId: string; readonly provider: ProviderName; readonly stateHash: string };

/** Takes what waits for an answer, once: of two answers at the same time one has it. */
export const takeAway = async (
  db: Db,
  asked: Asked,
  now: Date,
): Promise<{ readonly nonce: string; readonly verifier: string } | undefined> => {
  const found = await db.providerSignIn.findFirst({ where: { ...asked, expiresAt: { gt: now } } });
  if (found === null || found.nonce === null || found.verifier === null) return undefined;
  const { count } = await db.providerSignIn.updateMany({
    where: { ...asked, expiresAt: { gt: now } },
    data: { stateHash: null, nonce: null, verifier: null },
  });
  return count === 1 ? { nonce: found.nonce, verifier: found.verifier } : undefined;
};

/** Who came back, as far as a provider says it. */
export type Arrived = {
  readonly issuer: string;
  readonly subject: string;
  readonly providerSession: string | undefined;
  readonly factors: 1 | 2;
};
/** Without an account as long as nobody has said which one it is. */
export type Came = { readonly accountId: string | undefined; readonly expiresAt: Date };

export const saveArrived = async (
  db: Db,
  signInId: string,
  { issuer, subject, providerSession, factors }: Arrived,
  { accountId, expiresAt }: Came,
): Promise<void> => {
  const arrived = { issuer, subject, providerSession: providerSession ?? null, factors };
  await db.providerSignIn.update({
    where: { signInId },
    data: { ...arrived, accountId: accountId ?? null, expiresAt },
  });
};

export const saveCame = async (db: Db, signInId: string, came: Came): Promise<void> => {
  await db.providerSignIn.update({ where: { signInId }, data: { ...came, accountId: came.accountId ?? null } });
};

/** Who came back in a sign-in that goes on: no session has come of it yet. */
export const findArrived = async (
  db: Db,
  { signInId, provider }: Omit<Asked, 'stateHash'>,
  now: Date,
): Promise<(Arrived & Pick<Came, 'accountId'>) | undefined> => {
  const row = await db.providerSignIn.findFirst({
    where: { signInId, provider, sessionId: null, signedOutAt: null, expiresAt: { gt: now } },
  });
  if (row === null || row.issuer === null || row.subject === null) return undefined;
  const { issuer, subject } = row;
  return {
    issuer,
    subject,
    providerSession: row.providerSession ?? undefined,
    factors: row.factors === 2 ? 2 : 1,
    accountId: row.accountId ?? undefined,
  };
};

/** A session, the sign-in that it came of, and whose it is. */
export type Begun = { readonly signInId: string; readonly sessionId: string; readonly accountId: string };

/**
 * The session that a sign-in has led to. @returns whether the provider has ended it in the meantime; undefined for one of our
 * own page, where somebody else may have signed in who turned back from a provider
 */
export const saveSessionOf = async (
  db: Db,
  { signInId, sessionId, accountId }: Begun,
): Promise<boolean | undefined> => {
  const [row] = await db.providerSignIn.updateManyAndReturn({
    where: { signInId, accountId },
    data: { sessionId },
  });
  return row === undefined ? undefined : row.signedOutAt !== null;
};

type EndedThere = {
  readonly issuer: string;
  readonly subject: string | undefined;
  readonly providerSession: string | undefined;
};

/** What a provider has ended: one session of it, or all of a subject. @returns the sessions that came of it here */
export const saveSignedOut = async (
  db: Db,
  { issuer, subject, providerSession }: EndedThere,
  now: Date,
): Promise<readonly string[]> => {
  const rows = await db.providerSignIn.updateManyAndReturn({
    where: {
      issuer,
      signedOutAt: null,
      ...(subject === undefined ? {} : { subject }),
      ...(providerSession === undefined ? {} : { providerSession }),
    },
    data: { signedOutAt: now },
  });
  return rows.flatMap(({ sessionId }) => sessionId ?? []);
};

export const forgetArrivals = async (db: Db, before: Date): Promise<number> =>
  (await db.providerSignIn.deleteMany({ where: { expiresAt: { lt: before } } })).count;
