import type { ContactAddress, DeliveryStatus } from '@ansinh/contracts/notification/api';
import { newId } from '@ansinh/database';
import { addressBy, usableAddress } from '../../contacts/contact.rules';
import { listContacts } from '../../contacts/contact.views';
import { insertDeliveries } from '../../deliveries/delivery.store';
import type { Tx } from '../../kit';
import type { PostedMessage } from '../../messages/message.store';
import { emailSettings } from './config';
import { sendEmail } from './email.jobs';

const firstStatus = (reached: ContactAddress, isOn: boolean): DeliveryStatus => {
  if (usableAddress('email', reached) === undefined) return 'unsendable';
  return isOn ? 'queued' : 'off';
};

/** Queues a mail for everybody who has an address. Without a mail server it is written down that none was sent. */
export const queueEmails = async (tx: Tx, messages: readonly PostedMessage[]): Promise<void> => {
  if (messages.length === 0) return;
  const isOn = emailSettings() !== undefined;
  const contacts = await listContacts(
    tx.db,
    messages.map(({ recipient }) => recipient),
  );
  const sendings = messages.flatMap(({ id: messageId, causedBy }, index) => {
    const contact = contacts[index]?.contact;
    const reached = contact === undefined ? undefined : addressBy('email', contact);
    if (reached === undefined || reached.address === null) return [];
    const status = firstStatus(reached, isOn);
    return [{ delivery: { id: newId(), messageId, channel: 'email' as const, status, createdAt: tx.now }, causedBy }];
  });
  await insertDeliveries(
    tx.db,
    sendings.map(({ delivery }) => delivery),
  );
  for (const { delivery, causedBy } of sendings)
    if (delivery.status === 'queued')
      tx.enqueue(sendEmail, { deliveryId: delivery.id }, { key: delivery.id, causedBy });
};
