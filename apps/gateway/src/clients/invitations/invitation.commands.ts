import { reject } from '@ansinh/contracts/catalogue/problems';
import type {
  Credentials,
  Invitation,
  NewProof,
  OpenInvitation,
  PartnerContact,
} from '@ansinh/contracts/gateway/clients.api';
import { newId } from '@ansinh/database';
import type { Tx } from '../../kit';
import { getClientLocked } from '../client.commands';
import { requirePublicKeys, sealedOf, statusOf } from '../client.rules';
import { type StoredClient, saveClient } from '../client.store';
import { hashNationalDigest, nationalDigestOf, newClientSecret, secretHashOf } from '../client-secrets';
import { requireKeyAddress } from '../key-sets/key-address';
import { formerUntil, type Proof, succeeded } from '../proof.rules';
import { expiryOf, isUsable, SENDING, VALID_HOURS } from './invitation.rules';
import { insertInvitation, lockInvitation, saveOpened, saveSent, withdrawInvitations } from './invitation.store';

type Invited = { readonly contact: PartnerContact; readonly overlapDays: number };

/** Invites the contact of a partner, by e-mail; an invitation from before is good no more. */
export const inviteContact = async (
  tx: Tx,
  clientId: string,
  { contact, overlapDays }: Invited,
): Promise<Invitation> => {
  const id = newId();
  await withdrawInvitations(tx.db, clientId, tx.now);
  await insertInvitation(tx.db, { id, clientId, contact, overlapDays, createdBy: tx.by.subject, createdAt: tx.now });
  tx.enqueue(SENDING, { invitationId: id }, { key: id });
  return { contact, validHours: VALID_HOURS, overlapDays };
};

export const noteSent = async (tx: Tx, id: string, tokenHash: string): Promise<void> =>
  saveSent(tx.db, id, { tokenHash, sentAt: tx.now, expiresAt: expiryOf(tx.now) });

type Chosen = { readonly proof: Proof; readonly secret: string | undefined };

/** The proof that a partner has chosen; a secret is made where it says no keys. @throws request.invalid */
export const proofChosen = ({ jwks, jwksUrl }: NewProof): Chosen => {
  if (jwks !== undefined) {
    requirePublicKeys(jwks.keys);
    return { proof: { jwks: { keys: jwks.keys } }, secret: undefined };
  }
  if (jwksUrl !== undefined) {
    requireKeyAddress(jwksUrl);
    return { proof: { jwksUrl }, secret: undefined };
  }
  const secret = newClientSecret();
  return { proof: { secretHash: secretHashOf(secret) }, secret };
};

type Succession = {
  readonly overlapDays: number;
  readonly nationalPassword?: string | undefined;
  readonly action: string;
};

/** Gives the client its new proof, and says so in the audit. */
export const succeedProof = async (
  tx: Tx,
  client: StoredClient,
  chosen: Chosen,
  { overlapDays, nationalPassword, action }: Succession,
): Promise<Credentials> => {
  const saved = await saveClient(tx.db, client, {
    proofs: succeeded(client.proofs, chosen.proof, { now: tx.now, overlapDays }),
    nationalPasswordHash:
      nationalPassword === undefined ? undefined : await hashNationalDigest(nationalDigestOf(nationalPassword)),
  });
  tx.audit({ action, target: `client:${client.clientId}`, before: sealedOf(client), after: sealedOf(saved) });
  return {
    clientId: client.clientId,
    ...(chosen.secret === undefined ? {} : { clientSecret: chosen.secret }),
    formerUntil: formerUntil(saved.proofs, tx.now)?.toISOString() ?? null,
  };
};

/**
 * What a partner does itself: once, it gets its secret or says its keys. Which of the reasons a refusal has is nobody's
 * business.
 * @throws invitation.not-usable, request.invalid
 */
export const openInvitation = async (tx: Tx, request: OpenInvitation): Promise<Credentials> => {
  const invitation = await lockInvitation(tx.db, secretHashOf(request.token));
  if (invitation === undefined || !isUsable(invitation, tx.now)) throw reject('invitation.not-usable');
  const client = await getClientLocked(tx, invitation.clientId);
  const status = statusOf(client, tx.now);
  if (status === 'disabled' || status === 'expired') throw reject('invitation.not-usable');
  const { nationalPassword } = request;
  if (nationalPassword !== undefined && client.nationalUsername === null)
    throw reject('request.invalid', {
      errors: [{ pointer: '/nationalPassword', detail: 'this client has no national user name' }],
    });
  const chosen = proofChosen(request);
  await saveOpened(tx.db, invitation.id, tx.now);
  const { overlapDays } = invitation;
  return succeedProof(tx, client, chosen, { overlapDays, nationalPassword, action: 'client.open-invitation' });
};
