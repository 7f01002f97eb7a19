import { randomBytes } from 'node:crypto';
import { reject } from '@ansinh/contracts/catalogue/problems';
import type { ChangePassword, SetCodes } from '@ansinh/contracts/gateway/accounts.api';
import type { StreamContext } from '@ansinh/http';
import type { Tx } from '../../kit';
import { type AccountRecord, requireBothFactors } from '../accounts/account.rules';
import { getAccount } from '../accounts/account.views';
import type { IdentityKeys } from '../accounts/identity-keys';
import { endOtherSessions } from '../sessions/session.commands';
import { isCommonPassword } from './common-passwords';
import { findPassword, removeCredentials, saveCodeSecret, savePassword } from './credential.store';
import { type Attempt, beginAttempt, takeBack } from './lock-outs/lock-out.commands';
import { faultOfPassword } from './password.rules';
import { hashPassword, isPassword } from './password-hash';
import { base32Of, bytesOfBase32, SECRET_BYTES, stepOfCode, uriOf } from './totp.rules';

type Named = { readonly accountId: string; readonly username: string; readonly name: string };

/** A new secret of one-time codes. Nothing of it is kept until a code of it comes back. */
export const proposeSecret = (username: string): { readonly secret: string; readonly uri: string } => {
  const secret = base32Of(randomBytes(SECRET_BYTES));
  return { secret, uri: uriOf(secret, username) };
};

/** @throws Rejection password.refused */
const requireGoodPassword = (password: string, owner: Named): void => {
  const reason = faultOfPassword(password, owner, isCommonPassword);
  if (reason !== undefined) throw reject('password.refused', { reason });
};

/** @throws Rejection one-time-code.refused */
const requireCodeOf = (secret: string, code: string, now: Date): number => {
  const step = stepOfCode(bytesOfBase32(secret), code, now);
  if (step === undefined) throw reject('one-time-code.refused');
  return step;
};

type Proofs = { readonly password: string; readonly secret: string; readonly code: string };

/**
 * The first password and second factor of an account, or new ones in place of those that were lost: the person alone knows
 * them. @throws Rejection password.refused, one-time-code.refused
 */
export const setCredentials = async (tx: Tx, keys: IdentityKeys, owner: Named, proofs: Proofs): Promise<void> => {
  const { password, secret, code } = proofs;
  requireGoodPassword(password, owner);
  const lastStep = requireCodeOf(secret, code, tx.now);
  await removeCredentials(tx.db, owner.accountId);
  await savePassword(tx.db, owner.accountId, await hashPassword(password), tx.now);
  const sealedSecret = keys.seal(owner.accountId, bytesOfBase32(secret));
  await saveCodeSecret(tx.db, owner.accountId, { sealedSecret, lastStep, setAt: tx.now });
};

/** The published password of a demonstration, which no rule would take. */
export const setDemoCredentials = async (
  tx: Tx,
  keys: IdentityKeys,
  accountId: string,
  published: { readonly hash: string; readonly secret: string },
): Promise<void> => {
  await savePassword(tx.db, accountId, published.hash, tx.now);
  const sealedSecret = keys.seal(accountId, bytesOfBase32(published.secret));
  await saveCodeSecret(tx.db, accountId, { sealedSecret, lastStep: -1, setAt: tx.now });
};

type Context = Pick<StreamContext<Tx>, 'by' | 'transact'>;
type Checked = { readonly account: AccountRecord; readonly attempt: Attempt };

/**
 * The own password once more, before a proof is changed: who found a session that somebody left open does not know it. Wrong
 * ones are counted by session: what strangers try elsewhere keeps nobody from changing a password. @throws Rejection approval.person-required, approval.two-factors-required, account.password-wrong, sign-in.locked
 */
export const requireOwnPassword = async (
  { by, transact }: Context,
  keys: IdentityKeys,
  offered: string,
): Promise<Checked> => {
  const { session } = requireBothFactors(by);
  const { account, known, attempt } = await transact(async (tx) => {
    const own = await getAccount(tx.db, by.subject);
    return {
      account: own,
      known: await findPassword(tx.db, by.subject),
      attempt: await beginAttempt(tx, [
        { counted: 'account', mask: keys.maskOf(JSON.stringify(['session', session])) },
      ]),
    };
  });
  if ('retryAfterSeconds' in attempt) throw reject('sign-in.locked', attempt);
  if (!(await isPassword(known?.hash, offered))) throw reject('account.password-wrong');
  return { account, attempt };
};

type ProofSince = { readonly setAt: string; readonly endedSessions: number };

/** @throws Rejection approval.person-required, approval.two-factors-required, account.password-wrong, password.refused, sign-in.locked */
export const changePassword = async (
  context: Context,
  keys: IdentityKeys,
  sent: ChangePassword,
): Promise<ProofSince> => {
  const { account, attempt } = await requireOwnPassword(context, keys, sent.currentPassword);
  await context.transact((tx) => takeBack(tx, attempt));
  requireGoodPassword(sent.password, account);
  const hash = await hashPassword(sent.password);
  return context.transact(async (tx) => {
    await savePassword(tx.db, account.accountId, hash, tx.now);
    tx.audit({ action: 'account.change-password', target: `account:${account.accountId}` });
    const { ended } = await endOtherSessions(tx);
    return { setAt: tx.now.toISOString(), endedSessions: ended };
  });
};

/** @throws Rejection approval.person-required, approval.two-factors-required, account.password-wrong, one-time-code.refused, sign-in.locked */
export const setCodes = async (context: Context, keys: IdentityKeys, sent: SetCodes): Promise<ProofSince> => {
  const { account, attempt } = await requireOwnPassword(context, keys, sent.currentPassword);
  const { accountId } = account;
  await context.transact((tx) => takeBack(tx, attempt));
  return context.transact(async (tx) => {
    const lastStep = requireCodeOf(sent.secret, sent.code, tx.now);
    const sealedSecret = keys.seal(accountId, bytesOfBase32(sent.secret));
    await saveCodeSecret(tx.db, accountId, { sealedSecret, lastStep, setAt: tx.now });
    tx.audit({ action: 'account.set-codes', target: `account:${accountId}` });
    const { ended } = await endOtherSessions(tx);
    return { setAt: tx.now.toISOString(), endedSessions: ended };
  });
};
