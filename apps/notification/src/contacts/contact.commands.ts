import type { ChangeContact, Contact } from '@ansinh/contracts/notification/api';
import type { Recipient } from '@ansinh/contracts/notification/events';
import type { Tx } from '../kit';
import { saveChoices } from './contact.store';
import { getContact, requireParticipant } from './contact.views';

/**
 * Says where messages go to from now on, also those that are queued. The audit has who changed it, and no address.
 * @throws Rejection request.not-found
 */
export const changeContact = async (tx: Tx, recipient: Recipient, { addresses }: ChangeContact): Promise<Contact> => {
  if (recipient.kind === 'participant') await requireParticipant(tx.db, recipient.id);
  await saveChoices(tx.db, recipient, addresses, tx.now);
  tx.audit({
    action: 'contact.change',
    target: `${recipient.kind}:${recipient.id}`,
  });
  return getContact(tx.db, recipient);
};
