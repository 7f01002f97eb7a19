import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { comparableName, PersonalId, PersonName } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import type { Tx } from '../../kit';
import { accountIdOf } from '../accounts/account.rules';
import { insertMissingAccounts, lockAdministrators } from '../accounts/account.store';
import { hashOf, type IdentityKeys, newSecret } from '../accounts/identity-keys';
import { CODE_MS, ofInstallation } from './opening.rules';
import { saveCode } from './opening.store';

const FirstAdministrator = z.object({
  name: PersonName,
  personalId: PersonalId,
  office: z.string().trim().min(1).max(100),
});
export type FirstAdministrator = z.input<typeof FirstAdministrator>;

export type FirstInvitation = {
  readonly name: string;
  readonly username: string;
  readonly codes: readonly [string, string];
  readonly expiresAt: string;
};

const usernameOf = (name: string): string =>
  comparableName(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.|\.$/g, '');

const requirePeople = (people: readonly FirstAdministrator[]) => {
  const read = people.map((person) => FirstAdministrator.parse(person));
  const persons = new Set(read.map(({ personalId }) => personalId));
  const names = new Set(read.map(({ name }) => usernameOf(name)));
  if (persons.size < 2 || persons.size < read.length || names.size < read.length)
    throw new Error('The first administrators are two persons or more, each with a name and a personal id of the own.');
  return read;
};

/**
 * The first administrators of an installation, whom nobody could agree on yet. Once two of them have opened their accounts
 * this is over: further ones are added by two. Until then, and whenever fewer than two are left, it can be done again.
 */
export const addFirstAdministrators = async (
  tx: Tx,
  keys: IdentityKeys,
  people: readonly FirstAdministrator[],
): Promise<readonly FirstInvitation[]> => {
  const read = requirePeople(people);
  const opened = await lockAdministrators(tx.db, vietNamDate(tx.now), { demo: false });
  if (opened.size >= 2)
    throw new Error('There are two administrators already: they add further ones (POST /v1/staff).');
  const doing = { by: tx.by.subject, at: tx.now };
  const { tenant } = tx.by;
  const firstDay = vietNamDate(tx.now);
  const accounts = read.map(({ name, personalId, office }) => ({
    username: usernameOf(name),
    name,
    office,
    personKey: keys.personKeyOf(personalId),
    roles: [{ role: 'administrator' as const, tenant, firstDay, lastDay: undefined }],
  }));
  const missing = await insertMissingAccounts(tx.db, accounts, doing);
  const expiresAt = new Date(tx.now.getTime() + CODE_MS);
  const invitations: FirstInvitation[] = [];
  for (const { name, username, personKey } of accounts) {
    if (opened.has(personKey)) continue;
    const accountId = accountIdOf(username);
    if (missing.has(accountId))
      tx.audit({ action: 'account.add', target: `account:${accountId}`, outcome: 'administrator' });
    const codes = [newSecret(), newSecret()] as const;
    const drawn = { [ofInstallation(1)]: codes[0], [ofInstallation(2)]: codes[1] };
    for (const [drawnByPerson, code] of Object.entries(drawn))
      await saveCode(tx.db, {
        accountId,
        drawnByPerson,
        drawnBy: tx.by.subject,
        codeHash: hashOf(code),
        drawnAt: tx.now,
        expiresAt,
      });
    tx.audit({ action: 'account.invite', target: `account:${accountId}`, after: { expiresAt } });
    invitations.push({ name, username, codes, expiresAt: expiresAt.toISOString() });
  }
  return invitations;
};
