import { reject } from '@ansinh/contracts/catalogue/problems';
import type { EndedSessions } from '@ansinh/contracts/gateway/sessions.api';
import type { SignedIn } from '@ansinh/contracts/wire/tokens';
import { revokeAccess } from '@ansinh/platform';
import type { Tx } from '../../kit';
import { endSessions, findSession, forgetSessions, type Which } from './session.store';

/**
 * Why a session is over before its time: the person left, it was ended by another, a token was used twice, or the person
 * proves to be itself by something else now.
 */
export type EndReason = 'signed-out' | 'ended' | 'token-reused' | 'proof-changed';

const end = async (tx: Tx, which: Which, reason: EndReason): Promise<EndedSessions> => {
  const ended = await endSessions(tx.db, which, { now: tx.now, by: tx.by.subject });
  const ofPersons = ended.filter(({ accountId }) => accountId !== null);
  for (const { id } of ofPersons) tx.audit({ action: 'session.end', target: `session:${id}`, outcome: reason });
  if (ofPersons.length > 0)
    await revokeAccess(
      tx,
      ...ofPersons.map(({ id }) => ({
        kind: 'session' as const,
        subject: id,
        endsRequests: reason === 'token-reused',
      })),
    );
  return { ended: ofPersons.length };
};

/** Ends a session: its tokens are good no more, at this door at once and at every other within seconds. */
export const endSession = (tx: Tx, id: string, reason: EndReason): Promise<EndedSessions> => end(tx, { id }, reason);

/**
 * A program gave its refresh token back: what came of this session up to now opens nothing. The session goes on in the
 * browser, and other programs of it renew their tokens.
 */
export const endTokensOf = async (tx: Tx, id: string): Promise<void> => {
  tx.audit({ action: 'session.end-tokens', target: `session:${id}`, outcome: 'given-back' });
  await revokeAccess(tx, { kind: 'session', subject: id });
};

/** Ends all sessions of an account, wherever they were begun. */
export const endSessionsOf = (tx: Tx, accountId: string, reason: EndReason): Promise<EndedSessions> =>
  end(tx, { accountId }, reason);

/** @throws Rejection approval.person-required for a machine: it has no session */
const requirePerson = (tx: Tx): SignedIn => {
  const { person } = tx.by;
  if (person === undefined) throw reject('approval.person-required');
  return person;
};

/**
 * Whoever knew the password or had the device of before is signed out; the session in which it was changed goes on.
 * @throws Rejection approval.person-required for a machine
 */
export const endOtherSessions = async (tx: Tx): Promise<EndedSessions> => {
  const { session } = requirePerson(tx);
  return end(tx, { accountId: tx.by.subject, except: session }, 'proof-changed');
};

/** Of a session of somebody else no more is told than of one that is not there: that none was ended. */
export const endOwnSession = async (tx: Tx, id: string): Promise<EndedSessions> => {
  requirePerson(tx);
  const session = await findSession(tx.db, id);
  return session?.accountId === tx.by.subject ? endSession(tx, id, 'ended') : { ended: 0 };
};

/** Signs the person out everywhere, here too. */
export const endOwnSessions = async (tx: Tx): Promise<EndedSessions> => {
  requirePerson(tx);
  return endSessionsOf(tx, tx.by.subject, 'signed-out');
};

const DAY_MS = 86_400_000;

/** Sessions that are over for a day tell nobody anything any more. */
export const forgetOldSessions = async (tx: Tx): Promise<void> => {
  await forgetSessions(tx.db, new Date(tx.now.getTime() - DAY_MS));
};
