import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Client, SetClientExpiry } from '@ansinh/contracts/gateway/clients.api';
import { revokeAccess } from '@ansinh/platform';
import type { Tx } from '../../kit';
import { getClientLocked } from '../client.commands';
import { clientShown, requireFuture, sealedOf } from '../client.rules';
import { type ClientChange, type StoredClient, saveClient } from '../client.store';
import { withdrawInvitations } from '../invitations/invitation.store';

type Act = { readonly action: string; readonly reason: string };

const change = async (tx: Tx, client: StoredClient, changed: ClientChange, act: Act): Promise<Client> => {
  const saved = await saveClient(tx.db, client, changed);
  tx.audit({ ...act, target: `client:${client.clientId}`, before: sealedOf(client), after: sealedOf(saved) });
  return clientShown(saved, tx.now);
};

/**
 * Closes the door at once: no token any more, and those that it has end everywhere. Again it ends what was issued meanwhile.
 * @throws request.not-found
 */
export const disableClient = async (tx: Tx, clientId: string, reason: string): Promise<Client> => {
  const client = await getClientLocked(tx, clientId);
  await withdrawInvitations(tx.db, clientId, tx.now);
  await revokeAccess(tx, { kind: 'client', subject: clientId });
  return change(tx, client, { disabledAt: client.disabledAt ?? tx.now }, { action: 'client.disable', reason });
};

/** @throws request.not-found, client.not-disabled */
export const enableClient = async (tx: Tx, clientId: string, reason: string): Promise<Client> => {
  const client = await getClientLocked(tx, clientId);
  if (client.disabledAt === null) throw reject('client.not-disabled');
  return change(tx, client, { disabledAt: null }, { action: 'client.enable', reason });
};

/** @throws request.not-found, request.invalid */
export const setClientExpiry = async (
  tx: Tx,
  clientId: string,
  { expiresAt, reason }: SetClientExpiry,
): Promise<Client> => {
  requireFuture(expiresAt, tx.now);
  const client = await getClientLocked(tx, clientId);
  const ends = expiresAt === null ? null : new Date(expiresAt);
  return change(tx, client, { expiresAt: ends }, { action: 'client.set-expiry', reason });
};

/** Ends all tokens that the client has; it may have new ones at once. @throws request.not-found */
export const revokeTokens = async (tx: Tx, clientId: string, reason?: string): Promise<Client> => {
  const client = await getClientLocked(tx, clientId);
  await revokeAccess(tx, { kind: 'client', subject: clientId });
  tx.audit({ action: 'client.revoke-tokens', target: `client:${clientId}`, reason });
  return clientShown(client, tx.now);
};
