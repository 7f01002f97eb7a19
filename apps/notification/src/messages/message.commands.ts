import { type HouseholdInsuranceOrdered, type HouseholdPremiumPaid, MessagePosted } from '@ansinh/contracts';
import { newId } from '@ansinh/database';
import { listNames } from '../contacts/contact.views';
import type { Tx } from '../kit';
import { type Addressed, premiumNotice, render } from './message.rules';
import {
  findPaidOrder,
  insertMessage,
  listOrderedMembers,
  lockOrder,
  type PaidOrder,
  saveOrderedMembers,
  savePaidOrder,
} from './message.store';

/** Puts a notice into the inbox of a participant, in both languages; once for each event that causes it. */
export const post = async (tx: Tx, addressed: Addressed | undefined, causeEventId: string): Promise<void> => {
  if (addressed === undefined) return;
  const { participantId, notice } = addressed;
  const name = (await listNames(tx.db, [participantId])).get(participantId);
  const [vi, en] = [render(notice, 'vi', name), render(notice, 'en', name)];
  const messageId = newId();
  const posted = await insertMessage(tx.db, {
    id: messageId,
    participantId,
    template: notice.template,
    titleVi: vi.title,
    textVi: vi.text,
    titleEn: en.title,
    textEn: en.text,
    causeEventId,
    postedAt: tx.now,
  });
  if (!posted) return;
  const data = { messageId, participantId, template: notice.template, causeEventId };
  tx.append(MessagePosted, data, { id: messageId, version: 1 });
};

/** Remembers whom an order insures; when its payment was faster, they are told now. */
export const rememberOrder = async (tx: Tx, { orderId, months, members }: HouseholdInsuranceOrdered): Promise<void> => {
  await lockOrder(tx.db, orderId);
  await saveOrderedMembers(
    tx.db,
    orderId,
    members.map(({ participantId }) => ({ participantId, months })),
  );
  const paid = await findPaidOrder(tx.db, orderId);
  if (paid !== undefined) await tellMembers(tx, orderId, paid);
};

/** Tells the members of the order that the premium arrived, or remembers it until the order is known. */
export const acknowledgePremium = async (tx: Tx, paid: HouseholdPremiumPaid, eventId: string): Promise<void> => {
  const { orderId, paidOn, totalVnd } = paid;
  await lockOrder(tx.db, orderId);
  await savePaidOrder(tx.db, orderId, { eventId, paidOn, totalVnd });
  await tellMembers(tx, orderId, { eventId, paidOn, totalVnd });
};

const tellMembers = async (tx: Tx, orderId: string, paid: PaidOrder): Promise<void> => {
  for (const { participantId, months } of await listOrderedMembers(tx.db, orderId))
    await post(tx, { participantId, notice: premiumNotice(paid, months) }, paid.eventId);
};
