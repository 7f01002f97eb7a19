import { DeliveryStatus } from '@ansinh/contracts/notification/api';
import { addressBy, usableAddress } from '../../contacts/contact.rules';
import { getContact } from '../../contacts/contact.views';
import { isOpen } from '../../deliveries/delivery.rules';
import type { Db } from '../../kit';
import type { Letter } from './mail.rules';

/** A message that is to be sent, and where to: there may be no address any more. */
export type Draft = { readonly to: string | undefined; readonly letter: Letter };

/** Undefined when it was decided before: nothing is sent twice on purpose. */
export const findDraft = async (db: Db, deliveryId: string): Promise<Draft | undefined> => {
  const delivery = await db.delivery.findUnique({ where: { id: deliveryId } });
  if (delivery === null || !isOpen(DeliveryStatus.parse(delivery.status))) return undefined;
  const message = await db.message.findUniqueOrThrow({ where: { id: delivery.messageId } });
  // As it is now: who changed the address since then gets the mail at the new one.
  const contact = await getContact(db, { kind: message.recipientKind, id: message.recipientId });
  const reached = addressBy('email', contact);
  const { language } = reached;
  const [title, text] = language === 'vi' ? [message.titleVi, message.textVi] : [message.titleEn, message.textEn];
  return { to: usableAddress('email', reached), letter: { template: message.template, language, title, text } };
};
