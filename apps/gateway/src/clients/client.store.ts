import type { Tenant } from '@ansinh/contracts/wire/permissions';
import { ClientRole, TenantKind } from '@ansinh/contracts/wire/permissions';
import type { Client, Prisma } from '../generated/prisma/client';

type Db = Pick<Prisma.TransactionClient, 'client'>;

export type NewClient = {
  readonly clientId: string;
  readonly name: string;
  readonly role: ClientRole;
  readonly tenant: Tenant;
  /** Exactly one of the two: a hashed secret, or public keys. */
  readonly proof: { readonly secretHash: string } | { readonly jwks: { readonly keys: readonly object[] } };
  readonly national?: { readonly username: string; readonly passwordHash: string } | undefined;
  readonly demo?: boolean;
  readonly createdBy: string;
  readonly createdAt: Date;
};

const rowOf = (client: NewClient): Prisma.ClientCreateInput => ({
  clientId: client.clientId,
  name: client.name,
  role: client.role,
  tenantKind: client.tenant.kind,
  tenantCode: client.tenant.code,
  ...('jwks' in client.proof ? { jwks: client.proof.jwks as Prisma.InputJsonObject } : client.proof),
  nationalUsername: client.national?.username ?? null,
  nationalPasswordMd5Hash: client.national?.passwordHash ?? null,
  demo: client.demo ?? false,
  createdBy: client.createdBy,
  createdAt: client.createdAt,
});

export const insertClient = async (db: Db, client: NewClient): Promise<void> => {
  await db.client.create({ data: rowOf(client) });
};

/** For clients that the installation itself brings: several replicas may start at once. Returns those that were missing. */
export const insertMissingClients = async (db: Db, clients: readonly NewClient[]): Promise<readonly string[]> => {
  const data = clients.map(rowOf);
  const inserted = await db.client.createManyAndReturn({ data, skipDuplicates: true, select: { clientId: true } });
  return inserted.map(({ clientId }) => clientId);
};

export type StoredClient = Client & { role: ClientRole; tenant: Tenant };

export const storedClient = (row: Client): StoredClient => ({
  ...row,
  role: ClientRole.parse(row.role),
  tenant: { kind: TenantKind.parse(row.tenantKind), code: row.tenantCode },
});

export type ClientFinder = {
  readonly byId: (clientId: string) => Promise<StoredClient | undefined>;
  readonly byNationalUsername: (username: string) => Promise<StoredClient | undefined>;
};

/**
 * Clients that may have a token now: not the disabled ones, and in production not the demo ones either, even when a
 * copied database still holds them.
 */
export const clientFinder = (db: Db, production: boolean): ClientFinder => {
  const usable = (row: Client | null): StoredClient | undefined =>
    row === null || row.disabledAt !== null || (row.demo && production) ? undefined : storedClient(row);
  return {
    byId: async (clientId) => usable(await db.client.findUnique({ where: { clientId } })),
    byNationalUsername: async (nationalUsername) => usable(await db.client.findUnique({ where: { nationalUsername } })),
  };
};
