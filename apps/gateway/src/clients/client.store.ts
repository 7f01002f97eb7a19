import { isWholeText } from '@ansinh/contracts/vocabulary/text';
import type { Tenant } from '@ansinh/contracts/wire/permissions';
import { ClientRole, TenantKind } from '@ansinh/contracts/wire/permissions';
import { z } from 'zod';
import type { Client, Prisma } from '../generated/prisma/client';
import type { Proof, Proofs } from './proof.rules';

type Db = Pick<Prisma.TransactionClient, 'client' | '$executeRaw' | '$queryRaw'>;

export type NewClient = {
  readonly clientId: string;
  readonly name: string;
  readonly role: ClientRole;
  readonly tenant: Tenant;
  /** None of a partner's: it says or gets it when it opens its invitation. */
  readonly proof?: Proof;
  readonly national?: { readonly username: string; readonly passwordHash: string | null } | undefined;
  readonly demo?: boolean;
  readonly expiresAt?: Date | undefined;
  readonly createdBy: string;
  readonly createdAt: Date;
};

type ProofColumns = {
  readonly secretHash: string | null;
  readonly jwks: object | null;
  readonly jwksUrl: string | null;
};
const NO_PROOF: ProofColumns = { secretHash: null, jwks: null, jwksUrl: null };

const columnsOf = (proof: Proof | undefined): ProofColumns => {
  if (proof === undefined) return NO_PROOF;
  if ('secretHash' in proof) return { ...NO_PROOF, secretHash: proof.secretHash };
  return 'jwks' in proof ? { ...NO_PROOF, jwks: proof.jwks } : { ...NO_PROOF, jwksUrl: proof.jwksUrl };
};

const jsonOf = (jwks: object | null): string | null => (jwks === null ? null : JSON.stringify(jwks));

/** What is left out of a new row is null. */
const newProofOf = (proof: Proof | undefined): Pick<Prisma.ClientCreateInput, 'secretHash' | 'jwks' | 'jwksUrl'> => {
  const { jwks, ...others } = columnsOf(proof);
  return jwks === null ? others : { ...others, jwks: JSON.parse(JSON.stringify(jwks)) };
};

const rowOf = (client: NewClient): Prisma.ClientCreateInput => ({
  clientId: client.clientId,
  name: client.name,
  role: client.role,
  tenantKind: client.tenant.kind,
  tenantCode: client.tenant.code,
  ...newProofOf(client.proof),
  nationalUsername: client.national?.username ?? null,
  nationalPasswordMd5Hash: client.national?.passwordHash ?? null,
  demo: client.demo ?? false,
  expiresAt: client.expiresAt ?? null,
  createdBy: client.createdBy,
  createdAt: client.createdAt,
});

export const insertClient = async (db: Db, client: NewClient): Promise<StoredClient> =>
  storedClient(await db.client.create({ data: rowOf(client) }));

/** For clients that the installation itself brings: several replicas may start at once. Returns those that were missing. */
export const insertMissingClients = async (db: Db, clients: readonly NewClient[]): Promise<readonly string[]> => {
  const data = clients.map(rowOf);
  const inserted = await db.client.createManyAndReturn({ data, skipDuplicates: true, select: { clientId: true } });
  return inserted.map(({ clientId }) => clientId);
};

export type StoredClient = Client & { role: ClientRole; tenant: Tenant; proofs: Proofs };

const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

const proofOf = (secretHash: string | null, jwks: unknown, jwksUrl: string | null): Proof | undefined => {
  if (secretHash !== null) return { secretHash };
  if (jwks !== null) return { jwks: KeySet.parse(jwks) };
  return jwksUrl === null ? undefined : { jwksUrl };
};

const proofsOf = (row: Client): Proofs => {
  const former = proofOf(row.formerSecretHash, row.formerJwks, row.formerJwksUrl);
  return {
    current: proofOf(row.secretHash, row.jwks, row.jwksUrl),
    former: former === undefined || row.formerUntil === null ? undefined : { proof: former, until: row.formerUntil },
  };
};

export const storedClient = (row: Client): StoredClient => ({
  ...row,
  role: ClientRole.parse(row.role),
  tenant: { kind: TenantKind.parse(row.tenantKind), code: row.tenantCode },
  proofs: proofsOf(row),
});

/** Locks it until the end of the transaction. */
export const lockClient = async (db: Db, clientId: string): Promise<StoredClient | undefined> => {
  await db.$queryRaw`SELECT client_id FROM clients WHERE client_id = ${clientId} FOR UPDATE`;
  const row = await db.client.findUnique({ where: { clientId } });
  return row === null ? undefined : storedClient(row);
};

export type ClientChange = {
  readonly proofs?: Proofs;
  readonly nationalPasswordHash?: string | undefined;
  readonly disabledAt?: Date | null;
  readonly expiresAt?: Date | null;
};

/** Of a client that is locked; what is not named stays as it is. */
export const saveClient = async (db: Db, client: StoredClient, change: ClientChange): Promise<StoredClient> => {
  const { proofs, disabledAt, expiresAt } = { ...client, ...change };
  const password = change.nationalPasswordHash ?? client.nationalPasswordMd5Hash;
  const [current, former] = [columnsOf(proofs.current), columnsOf(proofs.former?.proof)];
  const formerUntil = proofs.former?.until ?? null;
  await db.$executeRaw`
    UPDATE clients SET
      secret_hash = ${current.secretHash}, jwks = ${jsonOf(current.jwks)}::jsonb, jwks_url = ${current.jwksUrl},
      former_secret_hash = ${former.secretHash}, former_jwks = ${jsonOf(former.jwks)}::jsonb,
      former_jwks_url = ${former.jwksUrl}, former_until = ${formerUntil}::timestamptz,
      national_password_md5_hash = ${password}, disabled_at = ${disabledAt}::timestamptz,
      expires_at = ${expiresAt}::timestamptz
    WHERE client_id = ${client.clientId}`;
  return { ...client, proofs, disabledAt, expiresAt, nationalPasswordMd5Hash: password };
};

export type ClientFinder = {
  readonly byId: (clientId: string) => Promise<StoredClient | undefined>;
  readonly byNationalUsername: (username: string) => Promise<StoredClient | undefined>;
};

/**
 * Clients that may have a token now: neither disabled nor expired ones, and in production not the demo ones either, even
 * when a copied database still holds them.
 */
export const clientFinder = (db: Db, production: boolean, now: () => Date = () => new Date()): ClientFinder => {
  const usable = (row: Client | null): StoredClient | undefined => {
    if (row === null || row.disabledAt !== null || (row.demo && production)) return undefined;
    return row.expiresAt !== null && row.expiresAt <= now() ? undefined : storedClient(row);
  };
  return {
    byId: async (clientId) =>
      isWholeText(clientId) ? usable(await db.client.findUnique({ where: { clientId } })) : undefined,
    byNationalUsername: async (nationalUsername) =>
      isWholeText(nationalUsername) ? usable(await db.client.findUnique({ where: { nationalUsername } })) : undefined,
  };
};
