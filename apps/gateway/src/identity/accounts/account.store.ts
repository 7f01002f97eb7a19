import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { PersonRole, TenantKind } from '@ansinh/contracts/wire/permissions';
import { dateColumn, localDateOf, newId } from '@ansinh/database';
import type { Account, Prisma, AccountRole as RoleRow } from '../../generated/prisma/client';
import { type AccountRecord, type AccountRole, accountIdOf } from './account.rules';

type Db = Prisma.TransactionClient;

export type NewAccount = Pick<AccountRecord, 'username' | 'name' | 'office' | 'personKey' | 'roles'> & {
  readonly staffNumber?: string | undefined;
  readonly demo?: boolean;
  /** Of an account that nobody has to open, as those of a demonstration. */
  readonly openedAt?: Date;
};
export type Doing = { readonly by: string; readonly at: Date };

const rowOf = (account: NewAccount, { by, at }: Doing): Prisma.AccountCreateManyInput => ({
  accountId: accountIdOf(account.username),
  username: account.username,
  name: account.name,
  office: account.office,
  personKey: account.personKey,
  staffNumber: account.staffNumber ?? null,
  demo: account.demo ?? false,
  addedBy: by,
  addedAt: at,
  openedAt: account.openedAt ?? null,
});

const roleRowsOf = (
  accountId: string,
  roles: readonly AccountRole[],
  { by, at }: Doing,
): Prisma.AccountRoleCreateManyInput[] =>
  roles.map(({ role, tenant, firstDay, lastDay }, position) => ({
    id: newId(),
    accountId,
    position,
    role,
    tenantKind: tenant.kind,
    tenantCode: tenant.code,
    firstDay: dateColumn(firstDay),
    lastDay: lastDay === undefined ? null : dateColumn(lastDay),
    setBy: by,
    setAt: at,
  }));

export const insertAccount = async (db: Db, account: NewAccount, doing: Doing): Promise<void> => {
  await db.account.createMany({ data: [rowOf(account, doing)] });
  await db.accountRole.createMany({ data: roleRowsOf(accountIdOf(account.username), account.roles, doing) });
};

/** For accounts that the installation itself brings: several replicas may start at once. Returns the ids that were missing. */
export const insertMissingAccounts = async (
  db: Db,
  accounts: readonly NewAccount[],
  doing: Doing,
): Promise<ReadonlySet<string>> => {
  const data = accounts.map((account) => rowOf(account, doing));
  const inserted = await db.account.createManyAndReturn({ data, skipDuplicates: true, select: { accountId: true } });
  const missing = new Set(inserted.map(({ accountId }) => accountId));
  const roles = accounts
    .map((account) => ({ accountId: accountIdOf(account.username), roles: account.roles }))
    .filter(({ accountId }) => missing.has(accountId))
    .flatMap((account) => roleRowsOf(account.accountId, account.roles, doing));
  await db.accountRole.createMany({ data: roles });
  return missing;
};

/** What was true before is kept beside it. */
export const replaceRoles = async (
  db: Db,
  accountId: string,
  roles: readonly AccountRole[],
  doing: Doing,
): Promise<void> => {
  await db.accountRole.updateMany({
    where: { accountId, supersededAt: null },
    data: { supersededAt: doing.at, supersededBy: doing.by },
  });
  await db.accountRole.createMany({ data: roleRowsOf(accountId, roles, doing) });
};

export const saveClosed = async (db: Db, accountId: string, { by, at }: Doing): Promise<void> => {
  await db.account.update({ where: { accountId }, data: { closedAt: at, closedBy: by } });
};

export const saveOpened = async (db: Db, accountId: string, openedAt: Date): Promise<void> => {
  await db.account.update({ where: { accountId }, data: { openedAt } });
};

/** Copied into production, an account of a demonstration would be a door with a published password. */
export const closeDemoAccountsLeft = async (db: Db, { by, at }: Doing): Promise<readonly string[]> => {
  const closed = await db.account.updateManyAndReturn({
    where: { demo: true, closedAt: null },
    data: { closedAt: at, closedBy: by },
    select: { accountId: true },
  });
  return closed.map(({ accountId }) => accountId);
};

const roleOf = (row: RoleRow): AccountRole => ({
  role: PersonRole.parse(row.role),
  tenant: { kind: TenantKind.parse(row.tenantKind), code: row.tenantCode },
  firstDay: localDateOf(row.firstDay),
  lastDay: row.lastDay === null ? undefined : localDateOf(row.lastDay),
});

/** The roles as they are known now, in the order in which they were written. */
export const CURRENT_ROLES = { where: { supersededAt: null }, orderBy: { position: 'asc' } } as const;

export const storedAccount = ({ roles, ...row }: Account & { readonly roles: readonly RoleRow[] }): AccountRecord => ({
  ...row,
  roles: roles.map(roleOf),
});

export const findAccount = async (db: Db, accountId: string): Promise<AccountRecord | undefined> => {
  const row = await db.account.findUnique({ where: { accountId }, include: { roles: CURRENT_ROLES } });
  return row === null ? undefined : storedAccount(row);
};

/** The accounts that are not closed of who has this number at the agency. */
export const listIdsByStaffNumber = async (db: Db, staffNumber: string): Promise<readonly string[]> => {
  const rows = await db.account.findMany({ where: { staffNumber, closedAt: null }, select: { accountId: true } });
  return rows.map(({ accountId }) => accountId);
};

/** Whoever changes an account waits here for whoever does. */
export const lockAccount = async (db: Db, accountId: string): Promise<AccountRecord | undefined> => {
  await db.$queryRaw`SELECT account_id FROM accounts WHERE account_id = ${accountId} FOR UPDATE`;
  return findAccount(db, accountId);
};

/**
 * The persons who are administrators on a day by an account that is open, those of a demonstration only when they are asked
 * for. Whoever wants to become a first one, or closes one of them, waits here.
 */
export const lockAdministrators = async (
  db: Db,
  day: LocalDate,
  { except, demo }: { readonly except?: string; readonly demo: boolean },
): Promise<ReadonlySet<string>> => {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('administrators', 0))`;
  const at = dateColumn(day);
  const known = await db.account.findMany({
    where: {
      openedAt: { not: null },
      closedAt: null,
      ...(demo ? {} : { demo: false }),
      ...(except === undefined ? {} : { accountId: { not: except } }),
      roles: {
        some: {
          role: 'administrator',
          supersededAt: null,
          firstDay: { lte: at },
          OR: [{ lastDay: null }, { lastDay: { gte: at } }],
        },
      },
    },
    select: { personKey: true },
  });
  return new Set(known.map(({ personKey }) => personKey));
};
