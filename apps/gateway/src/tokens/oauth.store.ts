import { isUniqueViolation } from '@ansinh/database';
import type { Adapter, AdapterPayload, ClientMetadata } from 'oidc-provider';
import { errors } from 'oidc-provider';
import type { ClientFinder, StoredClient } from '../clients/client.store';
import type { KeySets } from '../clients/key-sets/key-sets';
import type { PrismaClient } from '../generated/prisma/client';
import { proofMetadata } from './client-proofs';
import { scopeOfRole } from './token-claims.rules';

/** What the authorization server sees of a client. Its `client_secret` are our hashes; see `compareClientSecret`. */
const metadataOf = (client: StoredClient, proof: Partial<ClientMetadata>): ClientMetadata => ({
  client_id: client.clientId,
  client_name: client.name,
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
  scope: scopeOfRole(client.role),
  tenant_kind: client.tenant.kind,
  tenant: client.tenant.code,
  ...proof,
});

const unused = async (): Promise<undefined> => undefined;
const READ_ONLY = {
  destroy: unused,
  consume: unused,
  revokeByGrantId: unused,
  findByUid: unused,
  findByUserCode: unused,
};

const clientAdapter = (clients: ClientFinder, keySets: KeySets): Adapter => ({
  ...READ_ONLY,
  upsert: unused,
  find: async (id) => {
    const client = await clients.byId(id);
    const proof = client && (await proofMetadata(client, keySets, new Date()));
    return client === undefined || proof === undefined ? undefined : metadataOf(client, proof);
  },
});

/** Only when the library names no lifetime. */
const ASSERTION_SECONDS = 3_600;

/** Remembers each client assertion until it expires: the primary key lets the second of two at once lose. */
const assertionAdapter = (db: PrismaClient): Adapter => ({
  ...READ_ONLY,
  upsert: async (id, payload, expiresIn = ASSERTION_SECONDS) => {
    const expiresAt = new Date(Date.now() + expiresIn * 1_000);
    await db.usedAssertion.deleteMany({ where: { expiresAt: { lt: new Date() } } });
    try {
      await db.usedAssertion.create({ data: { id, payload: JSON.parse(JSON.stringify(payload)), expiresAt } });
    } catch (error) {
      if (isUniqueViolation(error)) throw new errors.InvalidClient('client authentication failed', 'assertion reused');
      throw error;
    }
  },
  find: async (id) => {
    const row = await db.usedAssertion.findUnique({ where: { id } });
    return row === null || row.expiresAt < new Date() ? undefined : (row.payload as AdapterPayload);
  },
});

/** Client credentials and JWT access tokens leave nothing else to store; any other model is a wrong setting. */
export const oauthAdapter = (
  db: PrismaClient,
  { clients, keySets }: { readonly clients: ClientFinder; readonly keySets: KeySets },
): ((model: string) => Adapter) => {
  const adapters = new Map([
    ['Client', clientAdapter(clients, keySets)],
    ['ReplayDetection', assertionAdapter(db)],
  ]);
  return (model) => {
    const refuse = async (): Promise<never> => {
      throw new Error(`The authorization server wants to store a ${model}, which no enabled grant needs.`);
    };
    return adapters.get(model) ?? { ...READ_ONLY, upsert: refuse, find: refuse };
  };
};
