import { reject } from '@ansinh/contracts/catalogue/problems';
import type { PasskeyAnswer } from '@ansinh/contracts/gateway/passkeys.api';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Tx } from '../../kit';
import type { AccountRecord } from '../accounts/account.rules';
import { findAccount } from '../accounts/account.store';
import { askForAnyPasskey, takeAnyPasskey } from '../credentials/passkeys/passkey.commands';
import { AT_THE_DOOR, personOf, type SignedInAs, type SignInDoor } from './sign-in.commands';
import { closedBy, networkOf, type RefusalReason } from './sign-in.rules';
import { insertSignIn } from './sign-in.store';

/** What a browser is asked for, whoever sits before it. */
export const beginPasskeySignIn = (door: SignInDoor, signInId: string) =>
  door.transact(AT_THE_DOOR, (tx) => askForAnyPasskey(tx, { signInId, site: door.site }));

export type OfferedPasskey = {
  /** The sign-in that the browser has begun. */
  readonly signInId: string;
  readonly answer: PasskeyAnswer;
  readonly address: string | undefined;
};

type Judged = { readonly account: AccountRecord; readonly refused: RefusalReason | undefined; readonly at: Date };

const judge = async (tx: Tx, { site }: SignInDoor, sent: OfferedPasskey): Promise<Judged | undefined> => {
  const taken = await takeAnyPasskey(tx, { ...sent, site });
  const account = taken === undefined ? undefined : await findAccount(tx.db, taken.accountId);
  if (taken === undefined || account === undefined) return undefined;
  const { accountId } = account;
  const refused = closedBy(account, vietNamDate(tx.now)) ?? (taken.isGood ? undefined : 'passkey');
  const came = { accountId, at: tx.now, network: networkOf(sent.address) };
  await insertSignIn(tx.db, refused === undefined ? { ...came, factors: 2 } : { ...came, reason: refused });
  return { account, refused, at: tx.now };
};

/**
 * Signs a person in by a device that has made sure of its owner: two factors, and nothing that could be guessed. Whom others
 * have locked out by wrong passwords still comes in. @throws Rejection sign-in.refused
 */
export const signInByPasskey = async (door: SignInDoor, sent: OfferedPasskey): Promise<SignedInAs> => {
  const judged = await door.transact(AT_THE_DOOR, (tx) => judge(tx, door, sent));
  if (judged === undefined) {
    door.note(AT_THE_DOOR, { action: 'sign-in.refused', target: 'account', reason: 'unknown-passkey' });
    throw reject('sign-in.refused');
  }
  const { account, refused, at } = judged;
  const target = `account:${account.accountId}` as const;
  if (refused !== undefined) {
    door.note(AT_THE_DOOR, { action: 'sign-in.refused', target, reason: refused });
    throw reject('sign-in.refused');
  }
  door.note(personOf(account, at), { action: 'sign-in', target });
  return { accountId: account.accountId, factors: 2 };
};
