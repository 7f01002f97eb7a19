import { reject } from '@ansinh/contracts/catalogue/problems';
import type {
  Client,
  Credentials,
  InvitedClient,
  RotateClient,
  RotateOwnClient,
} from '@ansinh/contracts/gateway/clients.api';
import type { Tx } from '../../kit';
import { getClientLocked } from '../client.commands';
import { clientShown, requireOfPartner, sealedOf } from '../client.rules';
import { type StoredClient, saveClient } from '../client.store';
import { secretMatches } from '../client-secrets';
import { inviteContact, proofChosen, succeedProof } from '../invitations/invitation.commands';
import { type Proof, withoutFormer } from '../proof.rules';

/**
 * Invites the contact of a partner to a new proof. Nothing changes until it opens the invitation; then what was valid stays
 * so for the days that are said.
 * @throws request.not-found, client.role-reserved
 */
export const rotateClient = async (tx: Tx, clientId: string, request: RotateClient): Promise<InvitedClient> => {
  const client = await getClientLocked(tx, clientId);
  requireOfPartner(client);
  const { contact, overlapDays, reason } = request;
  const invitation = await inviteContact(tx, clientId, { contact, overlapDays });
  tx.audit({
    action: 'client.rotate',
    target: `client:${clientId}`,
    reason,
    outcome: `${overlapDays} days`,
    // What goes on being valid is what it proves itself by now.
    before: sealedOf(client),
    after: { ...sealedOf(client), invitation },
  });
  return { ...clientShown(client, tx.now), invitation };
};

/** The audience of an assertion for it: the address of the door itself. */
export const ROTATIONS_PATH = '/v1/client/rotations';

/** Whether an assertion is one of this client for this door, by a key of this proof, and new. */
export type AssertionCheck = (
  client: Pick<StoredClient, 'clientId'>,
  proof: Exclude<Proof, { readonly secretHash: string }>,
  assertion: string,
) => Promise<boolean>;

/** By what is valid from now on, and not by what was before: that one may be rotated away because it was stolen. */
const isProven = async (
  { clientId, proofs: { current } }: StoredClient,
  { currentSecret, clientAssertion }: RotateOwnClient,
  isAsserted: AssertionCheck,
): Promise<boolean> => {
  if (current === undefined) return false;
  if ('secretHash' in current) return currentSecret !== undefined && secretMatches(current.secretHash, currentSecret);
  return clientAssertion !== undefined && isAsserted({ clientId }, current, clientAssertion);
};

/**
 * What a partner does by itself, with a token of its own: a token alone could have been stolen, so that the proof of now is
 * asked for too.
 * @throws client.proof-refused, request.invalid
 */
export const rotateOwnClient = async (
  tx: Tx,
  request: RotateOwnClient,
  isAsserted: AssertionCheck,
): Promise<Credentials> => {
  const client = await getClientLocked(tx, tx.by.subject);
  if (!(await isProven(client, request, isAsserted))) throw reject('client.proof-refused');
  const { overlapDays } = request;
  return succeedProof(tx, client, proofChosen(request), { overlapDays, action: 'client.rotate-own' });
};

/** What was valid before the last rotation is good no more; nothing where it is over already. @throws request.not-found */
export const endOverlap = async (tx: Tx, clientId: string, reason?: string): Promise<Client> => {
  const client = await getClientLocked(tx, clientId);
  const saved = await saveClient(tx.db, client, { proofs: withoutFormer(client.proofs) });
  tx.audit({
    action: 'client.end-overlap',
    target: `client:${clientId}`,
    reason,
    before: sealedOf(client),
    after: sealedOf(saved),
  });
  return clientShown(saved, tx.now);
};
