import { type Me, SignInRecord } from '@ansinh/contracts/gateway/accounts.api';
import { InstantText } from '@ansinh/contracts/vocabulary/calendar';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import type { Page, PageQuery } from '@ansinh/contracts/wire/common.api';
import { cursorPage } from '@ansinh/http';
import type { Tx } from '../../kit';
import { requirePerson, viewOfRole } from '../accounts/account.rules';
import { getAccount } from '../accounts/account.views';
import { findCodeSecret, findPassword } from '../credentials/credential.store';
import { listPasskeys } from '../credentials/passkeys/passkey.views';

/** Who signed in, what this session may do, and by what the person proves who it is. @throws Rejection approval.person-required */
export const getMe = async (tx: Tx): Promise<Me> => {
  const { factors } = requirePerson(tx.by);
  const { accountId, username, name, office, roles } = await getAccount(tx.db, tx.by.subject);
  const [password, codes, passkeys] = [
    await findPassword(tx.db, accountId),
    await findCodeSecret(tx.db, accountId),
    await listPasskeys(tx.db, accountId),
  ];
  return {
    accountId,
    username,
    name,
    office,
    tenant: tx.by.tenant,
    permissions: [...tx.by.permissions].sort(),
    factors,
    roles: roles.map(viewOfRole),
    ...(password === undefined ? {} : { passwordSetAt: password.setAt.toISOString() }),
    hasCodes: codes !== undefined,
    passkeys: [...passkeys],
  };
};

/** The own sign-ins, the newest first. @throws Rejection approval.person-required */
export const listOwnSignIns = async (tx: Tx, query: PageQuery): Promise<Page<SignInRecord>> => {
  requirePerson(tx.by);
  return cursorPage({
    query,
    parts: [InstantText, Id],
    find: ([at, id], take) =>
      tx.db.signIn.findMany({
        where: {
          accountId: tx.by.subject,
          ...(at === undefined || id === undefined
            ? {}
            : { OR: [{ at: { lt: new Date(at) } }, { at: new Date(at), id: { lt: id } }] }),
        },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take,
      }),
    cursorOf: ({ at, id }) => [at.toISOString(), id],
    view: ({ at, outcome, reason, factors, network }): SignInRecord =>
      SignInRecord.parse({
        at: at.toISOString(),
        outcome,
        ...(reason === null ? {} : { reason }),
        ...(factors === null ? {} : { factors }),
        ...(network === null ? {} : { network }),
      }),
  });
};
