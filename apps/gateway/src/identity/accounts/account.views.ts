import { reject } from '@ansinh/contracts/catalogue/problems';
import { type StaffAccount, Username } from '@ansinh/contracts/gateway/accounts.api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Page, PageQuery } from '@ansinh/contracts/wire/common.api';
import { type Permission, type Tenant, tenantText } from '@ansinh/contracts/wire/permissions';
import { dateColumn } from '@ansinh/database';
import { cursorPage } from '@ansinh/http';
import type { Prisma } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import { type AccountRecord, permissionsOn, statusOf, tenantsOn, viewOfAccount } from './account.rules';
import { CURRENT_ROLES, findAccount, storedAccount } from './account.store';

type Db = Prisma.TransactionClient;

/** The accounts in order of their user name, without a word of how anybody proves who they are. */
export const listStaff = (tx: Tx, query: PageQuery): Promise<Page<StaffAccount>> =>
  cursorPage({
    query,
    parts: [Username],
    find: ([after], take) =>
      tx.db.account.findMany({
        ...(after === undefined ? {} : { where: { username: { gt: after } } }),
        include: { roles: CURRENT_ROLES },
        orderBy: { username: 'asc' },
        take,
      }),
    cursorOf: ({ username }) => [username],
    view: (row): StaffAccount => viewOfAccount(storedAccount(row)),
  });

/** @throws Rejection request.not-found */
export const getAccount = async (db: Db, accountId: string): Promise<AccountRecord> => {
  const account = await findAccount(db, accountId);
  if (account === undefined) throw reject('request.not-found');
  return account;
};

/** The accounts of which a role has its last day then, and that are not closed. */
export const listEnding = async (db: Db, lastDay: LocalDate): Promise<readonly AccountRecord[]> => {
  const rows = await db.account.findMany({
    where: { closedAt: null, roles: { some: { lastDay: dateColumn(lastDay), supersededAt: null } } },
    include: { roles: CURRENT_ROLES },
    orderBy: { accountId: 'asc' },
  });
  return rows.map(storedAccount);
};

/** Who stands behind accounts, as colleagues know them. */
export const listNames = async (
  db: Db,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly office: string }>> => {
  const rows = await db.account.findMany({
    where: { accountId: { in: [...accountIds] } },
    select: { accountId: true, name: true, office: true },
  });
  return new Map(rows.map(({ accountId, ...who }) => [accountId, who]));
};

/** What a token says of the person who holds it. */
export type TokenAccount = {
  readonly subject: string;
  readonly name: string;
  readonly personKey: string;
  /** For whom the token speaks. */
  readonly tenant: Tenant;
  readonly permissions: ReadonlySet<Permission>;
  /** All for whom the person may speak on this day; the token is of one of them. */
  readonly tenants: readonly Tenant[];
};

/**
 * What a person may do on a day, in the tenant that is wished or else in the first one: asked whenever a token is made, so
 * that a role ends with its last day. Undefined for an account that is closed, not opened yet, or without a role there.
 */
export const accountForToken = async (
  db: Db,
  accountId: string,
  day: LocalDate,
  wished?: Tenant,
): Promise<TokenAccount | undefined> => {
  const account = await findAccount(db, accountId);
  if (account === undefined || statusOf(account) !== 'open') return undefined;
  const tenants = tenantsOn(account.roles, day);
  const tenant = tenants.find((one) => wished === undefined || tenantText(one) === tenantText(wished));
  if (tenant === undefined) return undefined;
  const { name, personKey, roles } = account;
  return { subject: accountId, name, personKey, tenant, permissions: permissionsOn(roles, day, tenant), tenants };
};
