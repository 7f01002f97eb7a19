import { reject } from '@ansinh/contracts/catalogue/problems';
import type { OpenAccount } from '@ansinh/contracts/gateway/accounts.api';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { type Principal, ROLES } from '@ansinh/contracts/wire/permissions';
import type { Tx } from '../../kit';
import { endAccess, lockAccountLeft } from '../accounts/account.commands';
import {
  type AccountRecord,
  accountIdOf,
  requireBothFactors,
  rolesOn,
  statusOf,
  tenantsOn,
} from '../accounts/account.rules';
import { findAccount, lockAccount, saveOpened } from '../accounts/account.store';
import { hashOf, type IdentityKeys, newSecret } from '../accounts/identity-keys';
import { proposeSecret, setCredentials } from '../credentials/credential.commands';
import { removePasskeys } from '../credentials/passkeys/passkey.store';
import { CODE_MS, doOpen, isOfInstallation } from './opening.rules';
import { type Invitation, listCodes, removeCodes, saveCode } from './opening.store';

/**
 * Draws one of the two codes by which a person opens an account: the administrator who draws it sees this one alone. Of an
 * account that is open already the codes open it anew, for who has lost a password or a device.
 * @throws Rejection approval.person-required, approval.two-factors-required, account.own-invitation, account.closed, request.not-found
 */
export const drawCode = async (tx: Tx, accountId: string) => {
  const { key } = requireBothFactors(tx.by);
  const account = await lockAccountLeft(tx, accountId);
  if (account.personKey === key) throw reject('account.own-invitation');
  const code = newSecret();
  const expiresAt = new Date(tx.now.getTime() + CODE_MS);
  await saveCode(tx.db, {
    accountId,
    drawnByPerson: key,
    drawnBy: tx.by.subject,
    codeHash: hashOf(code),
    drawnAt: tx.now,
    expiresAt,
  });
  tx.audit({ action: 'account.invite', target: `account:${accountId}`, after: { expiresAt } });
  return { code, expiresAt: expiresAt.toISOString() };
};

type Invited = Pick<OpenAccount, 'username' | 'codes'>;

/**
 * Whether who drew a code may still draw one: what an administrator drew who was closed, or whose role has ended, opens
 * nothing. The installation draws for the first ones.
 */
const mayDraw = async (tx: Tx, { drawnBy, drawnByPerson }: Invitation): Promise<boolean> => {
  if (isOfInstallation(drawnByPerson)) return true;
  const drawer = await findAccount(tx.db, drawnBy);
  if (drawer === undefined || statusOf(drawer) !== 'open') return false;
  // In whichever of its units: an administrator may be somebody elsewhere, too.
  return rolesOn(drawer.roles, vietNamDate(tx.now)).some(({ role }) =>
    ROLES[role].permissions.includes('access:decide'),
  );
};

const listGoodCodes = async (tx: Tx, accountId: string) => {
  const good: Invitation[] = [];
  for (const code of await listCodes(tx.db, accountId)) if (await mayDraw(tx, code)) good.push(code);
  return good;
};

/** What is wrong is not told: nobody finds out here which accounts there are. @throws Rejection account.invitation-invalid */
const lockInvited = async (tx: Tx, { username, codes }: Invited): Promise<AccountRecord> => {
  const accountId = accountIdOf(username);
  const account = await lockAccount(tx.db, accountId);
  const drawn = account === undefined || statusOf(account) === 'closed' ? [] : await listGoodCodes(tx, accountId);
  const [one, other] = codes;
  const hashes = [hashOf(one), hashOf(other)] as const;
  const isOpened = account !== undefined && doOpen(drawn, hashes, { personKey: account.personKey, now: tx.now });
  if (!isOpened) throw reject('account.invitation-invalid');
  return account;
};

const ownerOf = ({ accountId, roles }: AccountRecord, now: Date): Principal => ({
  subject: accountId,
  tenant: tenantsOn(roles, vietNamDate(now))[0] ?? { kind: 'agency', code: 'none' },
  permissions: new Set(),
});

/** What stands for whoever is not signed in yet and has proved to be the owner. */
const askedBy = (account: AccountRecord, now: Date) => ({
  by: ownerOf(account, now),
  cause: {},
  heard: () => undefined,
});

/** Whose account it is, and a secret of one-time codes to begin with; the codes stay good. @throws Rejection account.invitation-invalid */
export const beginOpening = async (tx: Tx, invited: Invited) => {
  const account = await lockInvited(tx, invited);
  const { accountId, name, office, username } = account;
  tx.audit({ action: 'account.begin-opening', target: `account:${accountId}`, asked: askedBy(account, tx.now) });
  return { name, office, ...proposeSecret(username) };
};

/**
 * Opens an account for who is known by a provider: what proves the person stays there. One that is open already keeps what
 * it was opened with. @throws Rejection account.invitation-invalid
 */
export const openForProvider = async (tx: Tx, invited: Invited): Promise<AccountRecord> => {
  const account = await lockInvited(tx, invited);
  const { accountId } = account;
  await removeCodes(tx.db, accountId);
  if (statusOf(account) === 'invited') await saveOpened(tx.db, accountId, tx.now);
  tx.audit({ action: 'account.open', target: `account:${accountId}`, asked: askedBy(account, tx.now) });
  return account;
};

/**
 * Opens an account: the person says password and second factor, which nobody else ever sees. What opened it before opens it
 * no more. @throws Rejection account.invitation-invalid, password.refused, one-time-code.refused
 */
export const openAccount = async (tx: Tx, keys: IdentityKeys, sent: OpenAccount) => {
  const account = await lockInvited(tx, sent);
  const { accountId } = account;
  await setCredentials(tx, keys, account, sent);
  await removePasskeys(tx.db, accountId);
  await removeCodes(tx.db, accountId);
  await saveOpened(tx.db, accountId, tx.now);
  if (statusOf(account) === 'open') await endAccess(tx, accountId);
  tx.audit({ action: 'account.open', target: `account:${accountId}`, asked: askedBy(account, tx.now) });
  return { accountId };
};
