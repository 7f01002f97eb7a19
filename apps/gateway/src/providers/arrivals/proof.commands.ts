import { reject } from '@ansinh/contracts/catalogue/problems';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { getAccount } from '../../identity/accounts/account.views';
import { beginAttempt, forgive } from '../../identity/credentials/lock-outs/lock-out.commands';
import { AT_THE_DOOR, personOf, type SignInDoor, secondFactor } from '../../identity/sign-ins/sign-in.commands';
import { closedBy, networkOf } from '../../identity/sign-ins/sign-in.rules';
import { insertSignIn } from '../../identity/sign-ins/sign-in.store';
import type { Tx } from '../../kit';
import { linkByCodes } from '../links/link.commands';
import { expiryOf, type Going, type Outcome, type SignedIn, settle, tell } from './arrival.commands';
import { findArrived, saveCame } from './arrival.store';

// What a person whom the agency's provider knows proves here beside it.

type Sent = { readonly going: Going; readonly address: string | undefined };

/** @throws Rejection sign-in.refused when nobody came back in this sign-in, or too long ago */
const requireArrived = async (tx: Tx, going: Going) => {
  const arrived = await findArrived(tx.db, going, tx.now);
  if (arrived === undefined) throw reject('sign-in.refused');
  return arrived;
};

const NOTHING_TYPED = { username: '', password: '' };

/**
 * Our own second factor. Wrong ones are counted apart from those of our own page: what strangers try there keeps nobody out
 * whom a provider knows. @throws Rejection sign-in.refused, sign-in.locked
 */
export const proveByCode = async (door: SignInDoor, { going, address }: Sent, code: string): Promise<SignedIn> => {
  const { account, attempt } = await door.transact(AT_THE_DOOR, async (tx) => {
    const { accountId } = await requireArrived(tx, going);
    if (accountId === undefined) throw reject('sign-in.refused');
    const mask = door.keys.maskOf(JSON.stringify(['provider', accountId]));
    const found = await getAccount(tx.db, accountId);
    return { account: found, attempt: await beginAttempt(tx, [{ counted: 'account', mask }]) };
  });
  const { accountId } = account;
  const target = `account:${accountId}` as const;
  if ('retryAfterSeconds' in attempt) {
    door.note(AT_THE_DOOR, { action: 'sign-in.refused', target, reason: 'locked' });
    throw reject('sign-in.locked', attempt);
  }
  const judged = await door.transact(AT_THE_DOOR, async (tx) => {
    await requireArrived(tx, going);
    const came = { accountId, at: tx.now, network: networkOf(address) };
    const closed = closedBy(await getAccount(tx.db, accountId), vietNamDate(tx.now));
    const shown = closed === undefined ? await secondFactor(tx, door, account, { ...NOTHING_TYPED, code }) : undefined;
    if (shown === undefined || !('factors' in shown)) {
      const reason = closed ?? 'code';
      await insertSignIn(tx.db, { ...came, reason });
      return { reason };
    }
    await forgive(tx, attempt);
    await insertSignIn(tx.db, { ...came, factors: shown.factors });
    await saveCame(tx.db, going.signInId, { accountId, expiresAt: expiryOf(shown, tx.now) });
    return { shown, by: personOf(account, tx.now) };
  });
  if ('reason' in judged) {
    door.note(AT_THE_DOOR, { action: 'sign-in.refused', target, reason: judged.reason });
    throw reject('sign-in.refused');
  }
  door.note(judged.by, { action: 'sign-in', target });
  return judged.shown;
};

/**
 * The first sign-in of who has no staff number here: the two codes of an account say which one it is.
 * @throws Rejection account.invitation-invalid, sign-in.refused
 */
export const proveByCodes = async (
  door: SignInDoor,
  { going, address }: Sent,
  invited: Parameters<typeof linkByCodes>[2],
): Promise<Outcome> => {
  const settled = await door.transact(AT_THE_DOOR, async (tx) => {
    const arrived = await requireArrived(tx, going);
    if (arrived.accountId !== undefined) throw reject('sign-in.refused');
    const accountId = await linkByCodes(tx, arrived, invited);
    const known = await settle(tx, { accountId, factors: arrived.factors }, address);
    await saveCame(tx.db, going.signInId, { accountId, expiresAt: expiryOf(known.outcome, tx.now) });
    return known;
  });
  return tell(door, settled);
};
