import { type Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import type { PasskeyAnswer } from '@ansinh/contracts/gateway/passkeys.api';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import type { Tx } from '../../kit';
import { type AccountRecord, accountIdOf, tenantsOn } from '../accounts/account.rules';
import { findAccount } from '../accounts/account.store';
import type { IdentityKeys } from '../accounts/identity-keys';
import { findCodeSecret, findPassword, saveHashAgain, takeStep } from '../credentials/credential.store';
import { type Attempt, beginAttempt, forgive } from '../credentials/lock-outs/lock-out.commands';
import { askForPasskey, takePasskey } from '../credentials/passkeys/passkey.commands';
import type { Site } from '../credentials/passkeys/passkey-check';
import { hashPassword, isOutdated, isPassword } from '../credentials/password-hash';
import { stepOfCode } from '../credentials/totp.rules';
import { browserOf } from './known-browser';
import { closedBy, networkOf, type RefusalReason, typedUsername } from './sign-in.rules';
import { forgetSignIns, insertNoSignIn, insertSignIn } from './sign-in.store';

/** What signing in works with. It is no one transaction: nothing waits in the database while a password is hashed. */
export type SignInDoor = {
  readonly transact: <Result>(by: Principal, work: (tx: Tx) => Promise<Result>) => Promise<Result>;
  /** Writes into the audit beside any transaction; the same again within a moment is one row with a number. */
  readonly note: (
    by: Principal,
    act: { action: string; target: `${'account' | 'citizen'}:${string}` | 'account' | 'citizen'; reason?: string },
  ) => void;
  readonly keys: IdentityKeys;
  readonly site: Site;
};

export type Credentials = {
  readonly username: string;
  readonly password: string;
  /** A one-time code. */
  readonly code?: string | undefined;
  /** What a device answered to the options of an earlier `sign-in.code-needed`. */
  readonly passkey?: PasskeyAnswer | undefined;
  /** Where it comes from; counted, and never kept as it is. */
  readonly address?: string | undefined;
  /** What the browser kept of an earlier sign-in; see known-browser. */
  readonly kept?: string | undefined;
};

export type SignedInAs = { readonly accountId: string; readonly factors: 1 | 2 };

export const AT_THE_DOOR: Principal = {
  subject: 'system:gateway',
  tenant: { kind: 'agency', code: 'system' },
  permissions: new Set(),
};

type Known = {
  readonly account: AccountRecord | undefined;
  readonly hash: string | undefined;
  readonly attempt: Attempt | { readonly retryAfterSeconds: number };
};

/** Counts the attempt, and reads what the password is compared with. */
const begin = ({ transact, keys }: SignInDoor, { username, address, kept }: Credentials): Promise<Known> =>
  transact(AT_THE_DOOR, async (tx) => {
    const typed = typedUsername(username);
    const attempt = await beginAttempt(tx, [
      { counted: 'account', mask: browserOf(keys, accountIdOf(typed), kept) ?? keys.maskOf(typed) },
      ...(address === undefined ? [] : [{ counted: 'address' as const, mask: keys.maskOf(address) }]),
    ]);
    const account = await findAccount(tx.db, accountIdOf(typed));
    const hash = account === undefined ? undefined : (await findPassword(tx.db, account.accountId))?.hash;
    return { account, hash, attempt };
  });

type Outcome = SignedInAs | { readonly refused: RefusalReason };

/** The second factor of somebody whose password was right, or who a provider knows. */
export const secondFactor = async (
  tx: Tx,
  { keys, site }: SignInDoor,
  account: AccountRecord,
  { code, passkey }: Credentials,
): Promise<Outcome> => {
  const { accountId } = account;
  if (passkey !== undefined)
    return (await takePasskey(tx, { accountId, site, answer: passkey }))
      ? { accountId, factors: 2 }
      : { refused: 'passkey' };
  const known = await findCodeSecret(tx.db, accountId);
  const step =
    known === undefined || code === undefined
      ? undefined
      : stepOfCode(keys.unseal(accountId, known.sealedSecret), code, tx.now, Number(known.lastStep));
  const isTaken = step !== undefined && (await takeStep(tx.db, accountId, step));
  return isTaken ? { accountId, factors: 2 } : { refused: 'code' };
};

const isRefused = (outcome: Outcome): outcome is { readonly refused: RefusalReason } => 'refused' in outcome;

/** Who the person is, as far as a row of the audit says it. */
export const personOf = (account: AccountRecord, now: Date): Principal => ({
  subject: account.accountId,
  tenant: tenantsOn(account.roles, vietNamDate(now))[0] ?? AT_THE_DOOR.tenant,
  permissions: new Set(),
});

type Settled = { readonly outcome: Outcome; readonly at: Date };

/** Judges an attempt by an account that there is, and keeps what came of it. */
const settle = (
  door: SignInDoor,
  sent: Credentials,
  {
    account,
    attempt,
    isRight,
  }: { readonly account: AccountRecord; readonly attempt: Attempt; readonly isRight: boolean },
): Promise<Settled> =>
  door.transact(AT_THE_DOOR, async (tx) => {
    const { accountId } = account;
    const closed = closedBy(account, vietNamDate(tx.now));
    const refused = closed ?? (isRight ? undefined : 'password');
    const outcome: Outcome = refused === undefined ? await secondFactor(tx, door, account, sent) : { refused };
    const came = { accountId, at: tx.now, network: networkOf(sent.address) };
    if (isRefused(outcome)) await insertSignIn(tx.db, { ...came, reason: outcome.refused });
    else {
      await forgive(tx, attempt);
      await insertSignIn(tx.db, { ...came, factors: outcome.factors });
    }
    return { outcome, at: tx.now };
  });

/** Parameters that were once enough are raised when the password is known for a moment. */
const hashAgain = async (door: SignInDoor, accountId: string, password: string, before: string): Promise<void> => {
  const hash = await hashPassword(password);
  await door.transact(AT_THE_DOOR, (tx) => saveHashAgain(tx.db, accountId, hash, before));
};

/**
 * Signs a person in. Whoever has no account, a wrong password, a wrong code or a closed account gets the same answer after
 * the same work; each attempt is counted before it is looked at. Without a second factor nothing is looked at: whether the
 * password was right is told to nobody who has the password alone.
 * @throws Rejection sign-in.refused, sign-in.locked, sign-in.code-needed (`passkey`: what a device may be asked)
 */
export const signIn = async (door: SignInDoor, sent: Credentials): Promise<SignedInAs> => {
  if (sent.code === undefined && sent.passkey === undefined)
    throw await door.transact(AT_THE_DOOR, async (tx) =>
      reject('sign-in.code-needed', { passkey: await askForPasskey(tx, door.site) }),
    );
  const { account, hash, attempt } = await begin(door, sent);
  const target = account === undefined ? 'account' : (`account:${account.accountId}` as const);
  const refuse = (reason: string): Rejection => {
    // Of a name that nobody has nothing is written: it may be a password that was typed into the wrong field.
    door.note(AT_THE_DOOR, { action: 'sign-in.refused', target, reason });
    return reject('sign-in.refused');
  };
  if ('retryAfterSeconds' in attempt) {
    door.note(AT_THE_DOOR, { action: 'sign-in.refused', target, reason: 'locked' });
    throw reject('sign-in.locked', attempt);
  }
  const isRight = await isPassword(hash, sent.password);
  if (account === undefined) {
    await door.transact(AT_THE_DOOR, (tx) => insertNoSignIn(tx.db));
    throw refuse('unknown-name');
  }
  const { outcome, at } = await settle(door, sent, { account, attempt, isRight });
  if (isRefused(outcome)) throw refuse(outcome.refused);
  if (hash !== undefined && isOutdated(hash)) await hashAgain(door, account.accountId, sent.password, hash);
  door.note(personOf(account, at), { action: 'sign-in', target });
  return outcome;
};

/** What nobody reads any more. */
export const forgetOldSignIns = (tx: Tx): Promise<void> => forgetSignIns(tx.db, tx.now);
