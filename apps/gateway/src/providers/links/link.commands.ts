import { reject } from '@ansinh/contracts/catalogue/problems';
import { statusOf } from '../../identity/accounts/account.rules';
import { listIdsByStaffNumber, lockAccount, saveOpened } from '../../identity/accounts/account.store';
import { openForProvider } from '../../identity/openings/opening.commands';
import { endSessionsOf } from '../../identity/sessions/session.commands';
import type { Tx } from '../../kit';
import { findLinked, insertLink, isLinked, type Known, type LinkedBy, removeLink } from './link.store';

const link = async (tx: Tx, known: Known, accountId: string, linkedBy: LinkedBy): Promise<void> => {
  await insertLink(tx.db, known, { accountId, linkedBy, linkedAt: tx.now });
  tx.audit({ action: 'account.link', target: `account:${accountId}`, outcome: linkedBy });
};

/**
 * The account of who is at the provider for the first time, by the staff number that two administrators gave it and the
 * provider vouches for. Undefined where no account has it, or two of them: the person then says by codes which one it is. An
 * account that is somebody else there already stays so.
 */
export const linkByStaffNumber = async (tx: Tx, known: Known, staffNumber: string): Promise<string | undefined> => {
  const [accountId, ...others] = await listIdsByStaffNumber(tx.db, staffNumber);
  if (accountId === undefined || others.length > 0) return undefined;
  const account = await lockAccount(tx.db, accountId);
  const before = await findLinked(tx.db, known);
  if (before !== undefined) return before;
  if (account === undefined || statusOf(account) === 'closed' || (await isLinked(tx.db, known.issuer, accountId)))
    return undefined;
  await link(tx, known, accountId, 'staff-number');
  if (statusOf(account) === 'invited') {
    await saveOpened(tx.db, accountId, tx.now);
    tx.audit({ action: 'account.open', target: `account:${accountId}`, outcome: 'staff-number' });
  }
  return accountId;
};

/**
 * The account whose two codes somebody has who is known by the provider: what an account was there before it is no more.
 * @throws Rejection account.invitation-invalid
 */
export const linkByCodes = async (
  tx: Tx,
  known: Known,
  invited: Parameters<typeof openForProvider>[1],
): Promise<string> => {
  const { accountId } = await openForProvider(tx, invited);
  const before = await findLinked(tx.db, known);
  if (before !== undefined && before !== accountId) throw reject('account.invitation-invalid');
  // Codes are drawn for who has lost what was before: nobody goes on by that.
  if (await removeLink(tx.db, known.issuer, accountId)) await endSessionsOf(tx, accountId, 'ended');
  await link(tx, known, accountId, 'codes');
  return accountId;
};
