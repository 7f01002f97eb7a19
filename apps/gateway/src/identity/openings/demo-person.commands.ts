import { DEMO_SECRET } from '../../clients/client.rules';
import type { Tx } from '../../kit';
import { accountIdOf } from '../accounts/account.rules';
import { insertMissingAccounts } from '../accounts/account.store';
import type { IdentityKeys } from '../accounts/identity-keys';
import { setDemoCredentials } from '../credentials/credential.commands';
import { hashPassword } from '../credentials/password-hash';
import { DEMO_CODE_SECRET, DEMO_PERSONS } from './demo-person.rules';

/** Brings the published demo persons in; the configuration has made sure that this is not production. */
export const addDemoPersons = async (tx: Tx, keys: IdentityKeys): Promise<void> => {
  const doing = { by: tx.by.subject, at: tx.now };
  const accounts = DEMO_PERSONS.map(({ personalId, ...person }) => ({
    ...person,
    personKey: keys.personKeyOf(personalId),
    demo: true,
    openedAt: tx.now,
  }));
  const missing = await insertMissingAccounts(tx.db, accounts, doing);
  if (missing.size === 0) return;
  // One hash for all: what everybody can read needs no salt of its own.
  const published = { hash: await hashPassword(DEMO_SECRET), secret: DEMO_CODE_SECRET };
  for (const { username, roles } of accounts) {
    const accountId = accountIdOf(username);
    if (!missing.has(accountId)) continue;
    await setDemoCredentials(tx, keys, accountId, published);
    tx.audit({ action: 'account.add', target: `account:${accountId}`, outcome: roles[0]?.role });
  }
};
