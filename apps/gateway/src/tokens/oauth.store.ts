import { isUniqueViolation } from '@ansinh/database';
import type { Adapter, AdapterPayload, ClientMetadata } from 'oidc-provider';
import { errors } from 'oidc-provider';
import type { ClientFinder, StoredClient } from '../clients/client.store';
import type { KeySets } from '../clients/key-sets/key-sets';
import type { Db } from '../kit';
import { proofMetadata } from './client-proofs';
import { PERSON_SCOPE, type PersonClient } from './person-client.rules';
import { RECORD_KINDS, recordAdapter } from './records/record.store';
import { sessionAdapter } from './session-adapter';
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

/** A program in which persons sign in: it has no secret to lose, and answers by PKCE for who began. */
const metadataOfPersons = (client: PersonClient): ClientMetadata => ({
  client_id: client.clientId,
  client_name: client.name,
  application_type: client.isNative === true ? 'native' : 'web',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  response_modes: ['query'],
  redirect_uris: [...client.redirectUris],
  post_logout_redirect_uris: [...client.afterSignOut],
  token_endpoint_auth_method: 'none',
  scope: `openid ${PERSON_SCOPE}`,
});

const unused = async (): Promise<undefined> => undefined;
const READ_ONLY = {
  destroy: unused,
  consume: unused,
  revokeByGrantId: unused,
  findByUid: unused,
  findByUserCode: unused,
};

const clientAdapter = ({ clients, keySets, personClients }: AdapterParts): Adapter => ({
  ...READ_ONLY,
  upsert: unused,
  find: async (id) => {
    const ofPerson = personClients.find(({ clientId }) => clientId === id);
    if (ofPerson !== undefined) return metadataOfPersons(ofPerson);
    const client = await clients.byId(id);
    const proof = client && (await proofMetadata(client, keySets, new Date()));
    return client === undefined || proof === undefined ? undefined : metadataOf(client, proof);
  },
});

/** Only when the library names no lifetime. */
const ASSERTION_SECONDS = 3_600;

/** Remembers each client assertion until it expires: the primary key lets the second of two at once lose. */
const assertionAdapter = (db: Db): Adapter => ({
  ...READ_ONLY,
  upsert: async (id, payload, expiresIn = ASSERTION_SECONDS) => {
    const expiresAt = new Date(Date.now() + expiresIn * 1_000);
    await db.usedAssertion.deleteMany({ where: { expiresAt: { lt: new Date() } } });
    try {
      await db.usedAssertion.create({ data: { id, payload: JSON.parse(JSON.stringify(payload)), expiresAt } });
    } catch (error) {
      if (isUniqueViolation(error)) throw new errors.InvalidClientAuth('assertion reused');
      throw error;
    }
  },
  find: async (id) => {
    const row = await db.usedAssertion.findUnique({ where: { id } });
    return row === null || row.expiresAt < new Date() ? undefined : (row.payload as AdapterPayload);
  },
});

export type AdapterParts = {
  readonly db: Db;
  readonly clients: ClientFinder;
  readonly keySets: KeySets;
  readonly personClients: readonly PersonClient[];
  readonly now: () => Date;
  readonly endSession: (sessionId: string) => Promise<void>;
};

/** Access tokens are JWTs: nothing is kept of them. */
const KEPT_NOWHERE: Adapter = { ...READ_ONLY, upsert: unused, find: unused };

/** What no grant needs that is enabled is a wrong setting. */
export const oauthAdapter = (parts: AdapterParts): ((model: string) => Adapter) => {
  const { db, now } = parts;
  const adapters = new Map<string, Adapter>([
    ['AccessToken', KEPT_NOWHERE],
    ['Client', clientAdapter(parts)],
    ['ClientCredentials', KEPT_NOWHERE],
    ['ReplayDetection', assertionAdapter(db)],
    ['Session', sessionAdapter(db, now)],
    ...RECORD_KINDS.map((kind) => [kind, recordAdapter(parts, kind)] as const),
  ]);
  return (model) => {
    const refuse = async (): Promise<never> => {
      throw new Error(`The authorization server wants to store a ${model}, which no enabled grant needs.`);
    };
    return adapters.get(model) ?? { ...READ_ONLY, upsert: refuse, find: refuse };
  };
};
