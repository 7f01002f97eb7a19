import { reject } from '@ansinh/contracts/catalogue/problems';
import type { InvitedClient, RegisterClient } from '@ansinh/contracts/gateway/clients.api';
import { isUniqueViolation } from '@ansinh/database';
import type { Tx } from '../../kit';
import { clientShown, requirePartner, sealedOf } from '../client.rules';
import { insertClient, type NewClient, type StoredClient } from '../client.store';
import { inviteContact } from '../invitations/invitation.commands';

const insertNew = async (tx: Tx, client: NewClient): Promise<StoredClient> => {
  try {
    return await insertClient(tx.db, client);
  } catch (error) {
    if (isUniqueViolation(error, 'clients_national_username_key')) throw reject('client.national-account-taken');
    if (isUniqueViolation(error)) throw reject('client.already-registered', { clientId: client.clientId });
    throw error;
  }
};

/**
 * Registers a partner's client, which can do nothing yet: its contact is invited by e-mail to get the secret, or to say the
 * keys. Nobody at the agency ever sees either.
 * @throws client.already-registered, client.national-account-taken, client.role-reserved, request.invalid
 */
export const registerClient = async (tx: Tx, request: RegisterClient): Promise<InvitedClient> => {
  const tenant = requirePartner(request, tx.now);
  const { clientId, name, role, nationalUsername, expiresAt, contact } = request;
  const client = await insertNew(tx, {
    clientId,
    name,
    role,
    tenant,
    national: nationalUsername === undefined ? undefined : { username: nationalUsername, passwordHash: null },
    expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt),
    createdBy: tx.by.subject,
    createdAt: tx.now,
  });
  tx.audit({ action: 'client.register', target: `client:${clientId}`, outcome: role, after: sealedOf(client) });
  const invitation = await inviteContact(tx, clientId, { contact, overlapDays: 0 });
  return { ...clientShown(client, tx.now), invitation };
};
