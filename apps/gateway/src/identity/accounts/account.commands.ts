import { reject } from '@ansinh/contracts/catalogue/problems';
import type { AddStaff, DatedRole, StaffAccount } from '@ansinh/contracts/gateway/accounts.api';
import type { EndedSessions } from '@ansinh/contracts/gateway/sessions.api';
import { addDays, type LocalDate, vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { isUniqueViolation } from '@ansinh/database';
import { revokeAccess } from '@ansinh/platform';
import type { Tx } from '../../kit';
import { endSessionsOf } from '../sessions/session.commands';
import {
  type AccountRecord,
  accountIdOf,
  hasLost,
  requireRoles,
  rolesOn,
  statusOf,
  viewOfAccount,
} from './account.rules';
import {
  closeDemoAccountsLeft,
  insertAccount,
  lockAccount,
  lockAdministrators,
  replaceRoles,
  saveClosed,
} from './account.store';
import { getAccount, listEnding } from './account.views';

const doingOf = (tx: Tx) => ({ by: tx.by.subject, at: tx.now });

/** Locks an account that may still be changed. @throws Rejection request.not-found, account.closed */
export const lockAccountLeft = async (tx: Tx, accountId: string): Promise<AccountRecord> => {
  const account = await lockAccount(tx.db, accountId);
  if (account === undefined) throw reject('request.not-found');
  if (statusOf(account) === 'closed') throw reject('account.closed');
  return account;
};

/**
 * Adds the account of a person, who then opens it by two codes. Of what is random or of this moment the answer says
 * nothing: it is what two administrators agree on.
 * @throws Rejection account.exists, account.roles-invalid, request.invalid
 */
export const addStaff = async (tx: Tx, { roles: sent, ...person }: AddStaff): Promise<StaffAccount> => {
  const roles = requireRoles(sent);
  try {
    await insertAccount(tx.db, { ...person, roles }, doingOf(tx));
  } catch (error) {
    if (isUniqueViolation(error)) throw reject('account.exists', { username: person.username });
    throw error;
  }
  const accountId = accountIdOf(person.username);
  const added = viewOfAccount({
    accountId,
    ...person,
    staffNumber: person.staffNumber ?? null,
    roles,
    openedAt: null,
    closedAt: null,
  });
  tx.audit({ action: 'account.add', target: `account:${accountId}`, after: added });
  return added;
};

/**
 * Tokens that were given out with the roles of before end at once; the sessions go on with the roles of now.
 * @throws Rejection request.not-found, account.closed, account.roles-invalid, request.invalid
 */
export const changeRoles = async (tx: Tx, accountId: string, sent: readonly DatedRole[]): Promise<StaffAccount> => {
  const roles = requireRoles(sent);
  const account = await lockAccountLeft(tx, accountId);
  await replaceRoles(tx.db, accountId, roles, doingOf(tx));
  const today = vietNamDate(tx.now);
  const endsRequests = hasLost(rolesOn(account.roles, today), rolesOn(roles, today));
  await revokeAccess(tx, { kind: 'account', subject: accountId, endsRequests });
  const changed = viewOfAccount({ ...account, roles });
  tx.audit({
    action: 'account.change-roles',
    target: `account:${accountId}`,
    before: viewOfAccount(account),
    after: changed,
  });
  return changed;
};

/** Ends all that an account has open: its sessions, and every token of it wherever it is shown. */
export const endAccess = async (tx: Tx, accountId: string, endsRequests = false): Promise<void> => {
  await endSessionsOf(tx, accountId, 'ended');
  await revokeAccess(tx, { kind: 'account', subject: accountId, endsRequests });
};

/** Signs a person out everywhere, and leaves the account as it is. @throws Rejection request.not-found */
export const signOut = async (tx: Tx, accountId: string): Promise<EndedSessions> => {
  await getAccount(tx.db, accountId);
  const ended = await endSessionsOf(tx, accountId, 'ended');
  await revokeAccess(tx, { kind: 'account', subject: accountId });
  return ended;
};

/** Nobody alone leaves the house without two who can open a door: everything that opens one needs them. */
const requireAdministratorsLeft = async (tx: Tx, account: AccountRecord): Promise<void> => {
  const day = vietNamDate(tx.now);
  if (!rolesOn(account.roles, day).some(({ role }) => role === 'administrator')) return;
  const left = await lockAdministrators(tx.db, day, { except: account.accountId, demo: true });
  if (left.size < 2) throw reject('account.last-administrators');
};

/**
 * One person closes a door at once, and nobody opens it again.
 * @throws Rejection request.not-found, account.closed, account.last-administrators
 */
export const closeAccount = async (tx: Tx, accountId: string, reason: string): Promise<StaffAccount> => {
  const account = await lockAccountLeft(tx, accountId);
  await requireAdministratorsLeft(tx, account);
  await saveClosed(tx.db, accountId, doingOf(tx));
  await endAccess(tx, accountId, true);
  const closed = viewOfAccount({ ...account, closedAt: tx.now });
  tx.audit({
    action: 'account.close',
    target: `account:${accountId}`,
    reason,
    before: viewOfAccount(account),
    after: closed,
  });
  return closed;
};

/**
 * On the day after the last one of a role: what the account asked for by it is nobody's wish any more, and its tokens of the
 * last hours of that day end.
 */
export const endRolesOf = async (tx: Tx, day: LocalDate): Promise<void> => {
  const lastDay = addDays(day, -1);
  const ending = await listEnding(tx.db, lastDay);
  const ended = ending
    .filter(({ roles }) => hasLost(rolesOn(roles, lastDay), rolesOn(roles, day)))
    .map(({ accountId }) => accountId);
  if (ended.length === 0) return;
  for (const accountId of ended) tx.audit({ action: 'account.role-ended', target: `account:${accountId}` });
  await revokeAccess(tx, ...ended.map((subject) => ({ kind: 'account' as const, subject, endsRequests: true })));
};

/** At the start of a production: what a copied database holds of a demonstration opens nothing. */
export const closeDemoAccounts = async (tx: Tx): Promise<void> => {
  for (const accountId of await closeDemoAccountsLeft(tx.db, doingOf(tx)))
    tx.audit({ action: 'account.close', target: `account:${accountId}`, outcome: 'demonstration' });
};
