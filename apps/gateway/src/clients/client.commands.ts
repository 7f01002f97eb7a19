import { reject } from '@ansinh/contracts/catalogue/problems';
import type { RegisterClient, RegisteredClient } from '@ansinh/contracts/gateway/api';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { isUniqueViolation } from '@ansinh/database';
import type { StaffClient } from '../config';
import type { Tx } from '../kit';
import { DEMO_CLIENTS, DEMO_SECRET, requirePartner, requirePublicKeys, tenantOf } from './client.rules';
import { insertClient, insertMissingClients, type NewClient } from './client.store';
import { hashNationalDigest, nationalDigestOf, newClientSecret, secretHashOf } from './client-secrets';
import { publicKeyFault } from './public-key.rules';

/** All by which a client is let in, as far as the audit proves it: also its keys, or the hash of its secret. */
const sealedOf = ({ clientId, name, role, tenant, proof, national }: NewClient) => ({
  clientId,
  name,
  role,
  tenant,
  proof,
  nationalUsername: national?.username ?? null,
});

/**
 * Registers a partner's client. Without `jwks` a secret of 256 bits is made and answered once: the table keeps its
 * hash, and the stored idempotent answer has no `clientSecret` (`shownOnce` of the route), so a replay repeats all but
 * the secret. Who lost it registers another client.
 * @throws client.already-registered, client.national-account-taken, client.role-reserved, request.invalid
 */
export const registerClient = async (tx: Tx, request: RegisterClient): Promise<RegisteredClient> => {
  const tenant = requirePartner(request);
  requirePublicKeys(request.jwks?.keys ?? []);
  const clientSecret = request.jwks === undefined ? newClientSecret() : undefined;
  const { nationalAccount } = request;
  const client: NewClient = {
    clientId: request.clientId,
    name: request.name,
    role: request.role,
    tenant,
    proof:
      clientSecret === undefined
        ? { jwks: { keys: request.jwks?.keys ?? [] } }
        : { secretHash: secretHashOf(clientSecret) },
    national:
      nationalAccount === undefined
        ? undefined
        : {
            username: nationalAccount.username,
            passwordHash: await hashNationalDigest(nationalDigestOf(nationalAccount.password)),
          },
    createdBy: tx.by.subject,
    createdAt: tx.now,
  };
  try {
    await insertClient(tx.db, client);
  } catch (error) {
    if (isUniqueViolation(error, 'clients_national_username_key')) throw reject('client.national-account-taken');
    if (isUniqueViolation(error)) throw reject('client.already-registered', { clientId: request.clientId });
    throw error;
  }
  const { clientId, name, role } = client;
  tx.audit({
    action: 'client.register',
    target: `client:${clientId}`,
    outcome: role,
    after: sealedOf(client),
  });
  return {
    clientId,
    name,
    role,
    tenant,
    ...(clientSecret === undefined ? {} : { clientSecret }),
  };
};

/** Who adds the clients that the installation itself brings. */
export const AT_START: Principal = {
  subject: 'system:gateway',
  tenant: { kind: 'agency', code: 'system' },
  permissions: new Set(),
};

const addMissing = async (tx: Tx, clients: readonly NewClient[]): Promise<void> => {
  const added = new Set(await insertMissingClients(tx.db, clients));
  for (const client of clients)
    if (added.has(client.clientId))
      tx.audit({
        action: 'client.register',
        target: `client:${client.clientId}`,
        outcome: client.role,
        after: sealedOf(client),
      });
};

/** Brings the published demo clients in; the configuration has made sure that this is not production. */
export const addDemoClients = async (tx: Tx): Promise<void> => {
  const clients = DEMO_CLIENTS.map(
    async (demo): Promise<NewClient> => ({
      clientId: demo.clientId,
      name: demo.name,
      role: demo.role,
      tenant: tenantOf(demo.role, demo.tenantCode),
      proof: { secretHash: secretHashOf(DEMO_SECRET) },
      national:
        demo.nationalUsername === undefined
          ? undefined
          : {
              username: demo.nationalUsername,
              passwordHash: await hashNationalDigest(nationalDigestOf(DEMO_SECRET)),
            },
      demo: true,
      createdBy: tx.by.subject,
      createdAt: tx.now,
    }),
  );
  await addMissing(tx, await Promise.all(clients));
};

/** What is wrong with a key stops the start: a member of staff who cannot sign in would be noticed much later. */
const requireStaffKeys = (staff: readonly StaffClient[]): void => {
  for (const { clientId, jwks } of staff)
    for (const key of jwks.keys) {
      const fault = publicKeyFault(key);
      if (fault !== undefined)
        throw new Error(`The setting STAFF_CLIENTS is not usable: a key of ${clientId} cannot be trusted: ${fault}.`);
    }
};

/** The agency's own people as the installation names them (STAFF_CLIENTS); a client that is there stays as it is. */
export const addStaffClients = async (tx: Tx, staff: readonly StaffClient[]): Promise<void> => {
  requireStaffKeys(staff);
  await addMissing(
    tx,
    staff.map((person) => ({
      clientId: person.clientId,
      name: person.name,
      role: person.role,
      tenant: tenantOf(person.role, person.tenantCode),
      proof: { jwks: person.jwks },
      createdBy: tx.by.subject,
      createdAt: tx.now,
    })),
  );
};
