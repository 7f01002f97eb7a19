import type { Contact, DeliveryStatus } from '@ansinh/contracts/notification/api';
import { newId } from '@ansinh/database';
import { mailAddressOf } from '../../contacts/contact.rules';
import { listContacts } from '../../contacts/contact.views';
import { insertDeliveries } from '../../deliveries/delivery.store';
import type { Tx } from '../../kit';
import type { PostedMessage } from '../../messages/message.store';
import { mailSettings } from './config';
import { sendEmail } from './email.jobs';

const firstStatus = (contact: Contact, isOn: boolean): DeliveryStatus => {
  if (mailAddressOf(contact) === undefined) return 'unsendable';
  return isOn ? 'queued' : 'off';
};

/** Queues a mail for everybody who has an address. Without a mail server it is written down that none was sent. */
export const queueEmails = async (tx: Tx, messages: readonly PostedMessage[]): Promise<void> => {
  if (messages.length === 0) return;
  const isOn = mailSettings() !== undefined;
  const contacts = await listContacts(
    tx.db,
    messages.map(({ recipient }) => recipient),
  );
  const sendings = messages.flatMap(({ id: messageId, causedBy }, index) => {
    const contact = contacts[index]?.contact;
    if (contact === undefined || contact.email === null) return [];
    const status = firstStatus(contact, isOn);
    return [{ delivery: { id: newId(), messageId, channel: 'email', status, createdAt: tx.now }, causedBy }];
  });
  await insertDeliveries(
    tx.db,
    sendings.map(({ delivery }) => delivery),
  );
  for (const { delivery, causedBy } of sendings)
    if (delivery.status === 'queued')
      tx.enqueue(sendEmail, { deliveryId: delivery.id }, { key: delivery.id, causedBy });
};
