import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import type { StaffClient } from '../config';
import type { Tx } from '../kit';
import { DEMO_CLIENTS, DEMO_SECRET, sealedOf, tenantOf } from './client.rules';
import { insertMissingClients, lockClient, type NewClient, type StoredClient } from './client.store';
import { hashNationalDigest, nationalDigestOf, secretHashOf } from './client-secrets';
import { NO_PROOF } from './proof.rules';
import { publicKeyFault } from './public-key.rules';

/** @throws request.not-found */
export const getClientLocked = async (tx: Tx, clientId: string): Promise<StoredClient> => {
  const client = await lockClient(tx.db, clientId);
  if (client === undefined) throw reject('request.not-found');
  return client;
};

/** Who adds the clients that the installation itself brings. */
export const AT_START: Principal = {
  subject: 'system:gateway',
  tenant: { kind: 'agency', code: 'system' },
  permissions: new Set(),
};

const asKnown = ({ proof, national, expiresAt, ...client }: NewClient) => ({
  ...client,
  proofs: { ...NO_PROOF, current: proof },
  nationalUsername: national?.username ?? null,
  expiresAt: expiresAt ?? null,
  disabledAt: null,
});

const addMissing = async (tx: Tx, clients: readonly NewClient[]): Promise<void> => {
  const added = new Set(await insertMissingClients(tx.db, clients));
  for (const client of clients)
    if (added.has(client.clientId))
      tx.audit({
        action: 'client.register',
        target: `client:${client.clientId}`,
        outcome: client.role,
        after: sealedOf(asKnown(client)),
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
