import { reject } from '@ansinh/contracts/catalogue/problems';
import type { PasskeyView } from '@ansinh/contracts/gateway/accounts.api';
import type { AddPasskey, PasskeyAnswer } from '@ansinh/contracts/gateway/passkeys.api';
import { isUniqueViolation } from '@ansinh/database';
import type { StreamContext } from '@ansinh/http';
import type { Tx } from '../../../kit';
import { requireBothFactors } from '../../accounts/account.rules';
import { getAccount } from '../../accounts/account.views';
import type { IdentityKeys } from '../../accounts/identity-keys';
import { endOtherSessions } from '../../sessions/session.commands';
import { requireOwnPassword } from '../credential.commands';
import { takeBack } from '../lock-outs/lock-out.commands';
import {
  findPasskey,
  insertChallenge,
  insertPasskey,
  listOwnPasskeys,
  type Purpose,
  removePasskey,
  saveUsed,
  takeChallenge,
} from './passkey.store';
import { viewOfPasskey } from './passkey.views';
import { checkAnswer, checkCreated, creationOptions, requestOptions, type Site } from './passkey-check';

type Own = { readonly accountId: string; readonly site: Site };

type Given = { readonly accountId: string | null; readonly signInId?: string; readonly purpose: Purpose };

const challengeOf = (tx: Tx, given: Given) => (challenge: string) =>
  takeChallenge(tx.db, challenge, { ...given, now: tx.now });

/** What the browser is asked for. @throws Rejection approval.person-required, approval.two-factors-required, request.not-found */
export const beginPasskey = async (tx: Tx, site: Site) => {
  requireBothFactors(tx.by);
  const account = await getAccount(tx.db, tx.by.subject);
  const { accountId } = account;
  const known = (await listOwnPasskeys(tx.db, accountId)).map(({ credentialId }) => credentialId);
  const options = await creationOptions(site, account, known);
  await insertChallenge(tx.db, options.challenge, { accountId, purpose: 'adding', now: tx.now });
  tx.audit({ action: 'account.begin-passkey', target: `account:${accountId}` });
  return { ...options };
};

/** @throws Rejection approval.person-required, approval.two-factors-required, account.password-wrong, passkey.refused, sign-in.locked */
export const addPasskey = async (
  context: Pick<StreamContext<Tx>, 'by' | 'transact'>,
  { keys, site }: { readonly keys: IdentityKeys; readonly site: Site },
  { name, currentPassword, credential }: AddPasskey,
): Promise<PasskeyView> => {
  const { account, attempt } = await requireOwnPassword(context, keys, currentPassword);
  const { accountId } = account;
  await context.transact((tx) => takeBack(tx, attempt));
  return context.transact(async (tx) => {
    const created = await checkCreated(site, credential, challengeOf(tx, { accountId, purpose: 'adding' }));
    if (created === undefined) throw reject('passkey.refused');
    try {
      const passkey = await insertPasskey(tx.db, { ...created, accountId, name, addedAt: tx.now });
      tx.audit({ action: 'account.add-passkey', target: `passkey:${passkey.passkeyId}`, outcome: accountId });
      return viewOfPasskey(passkey);
    } catch (error) {
      if (isUniqueViolation(error)) throw reject('passkey.refused');
      throw error;
    }
  });
};

/** A lost device opens nothing from now on, and what it opened elsewhere is closed; of one that is not the own nothing is told. @throws Rejection approval.person-required, approval.two-factors-required */
export const dropPasskey = async (tx: Tx, passkeyId: string): Promise<void> => {
  requireBothFactors(tx.by);
  const isRemoved = await removePasskey(tx.db, tx.by.subject, passkeyId);
  tx.audit({
    action: 'account.remove-passkey',
    target: `passkey:${passkeyId}`,
    outcome: isRemoved ? 'removed' : 'none',
  });
  if (isRemoved) await endOtherSessions(tx);
};

/** For who signs in. Nothing is looked up for it: whoever asks is told alike, and learns of no account and no password. */
export const askForPasskey = async (tx: Tx, site: Site) => {
  const options = await requestOptions(site);
  await insertChallenge(tx.db, options.challenge, { accountId: null, purpose: 'sign-in', now: tx.now });
  return options;
};

/** Whether a device of this account has answered a challenge that was given for signing in. */
export const takePasskey = async (
  tx: Tx,
  { accountId, site, answer }: Own & { readonly answer: PasskeyAnswer },
): Promise<boolean> => {
  const known = (await listOwnPasskeys(tx.db, accountId)).find(({ credentialId }) => credentialId === answer.id);
  if (known === undefined) return false;
  const counter = await checkAnswer(
    site,
    { answer, known: { ...known, counter: Number(known.counter) } },
    challengeOf(tx, { accountId: null, purpose: 'sign-in' }),
  );
  if (counter === undefined) return false;
  await saveUsed(tx.db, known.passkeyId, counter, tx.now);
  return true;
};

/** A challenge for whoever sits before a browser is of the one sign-in that it has begun. */
type Alone = { readonly signInId: string; readonly site: Site };

/** For who signs in by a device alone, which says itself of whom it is. */
export const askForAnyPasskey = async (tx: Tx, { signInId, site }: Alone) => {
  const options = await requestOptions(site, 'required');
  await insertChallenge(tx.db, options.challenge, { accountId: null, signInId, purpose: 'sign-in', now: tx.now });
  return options;
};

/** Whose device has answered a challenge of this sign-in, and whether it is good: it has made sure of its owner, too. Undefined when nobody has it. */
export const takeAnyPasskey = async (
  tx: Tx,
  { signInId, site, answer }: Alone & { readonly answer: PasskeyAnswer },
): Promise<{ readonly accountId: string; readonly isGood: boolean } | undefined> => {
  const known = await findPasskey(tx.db, answer.id);
  if (known === null) return undefined;
  const { accountId } = known;
  const counter = await checkAnswer(
    site,
    { answer, known: { ...known, counter: Number(known.counter) }, isAlone: true },
    challengeOf(tx, { accountId: null, signInId, purpose: 'sign-in' }),
  );
  if (counter !== undefined) await saveUsed(tx.db, known.passkeyId, counter, tx.now);
  return { accountId, isGood: counter !== undefined };
};
