import type { ChangeContact, Contact } from '@ansinh/contracts/notification/api';
import type { Recipient } from '@ansinh/contracts/notification/events';
import { Thing } from '@ansinh/contracts/wire/things';
import type { Tx } from '../kit';
import { saveChoices } from './contact.store';
import { getContact, requireParticipant } from './contact.views';

/**
 * Says where messages go to from now on, also those that are queued. The audit has who changed it, and no address.
 * @throws Rejection request.not-found
 */
export const changeContact = async (tx: Tx, recipient: Recipient, { addresses }: ChangeContact): Promise<Contact> => {
  if (recipient.kind === 'participant') await requireParticipant(tx.db, recipient.id);
  const before = await getContact(tx.db, recipient);
  await saveChoices(tx.db, recipient, addresses, tx.now);
  const after = await getContact(tx.db, recipient);
  const thing = Thing.parse(recipient.kind);
  tx.audit({ action: 'contact.change', target: `${thing}:${recipient.id}`, before, after });
  return after;
};
