import { reject } from '@ansinh/contracts/catalogue/problems';
import type { HouseholdPremiumPaid } from '@ansinh/contracts/collection/events';
import type { HouseholdInsuranceOrdered } from '@ansinh/contracts/enrollment/events';
import type { InboxMessage } from '@ansinh/contracts/notification/api';
import { MessagePosted } from '@ansinh/contracts/notification/events';
import type { EventAttributes } from '@ansinh/contracts/wire/envelope';
import { newId } from '@ansinh/database';
import { listNames } from '../contacts/contact.views';
import type { Tx } from '../kit';
import { type Language, render } from '../templates/notice.rules';
import { type Addressed, premiumNotice } from './message.rules';
import {
  findPaidOrder,
  insertMessages,
  listOrderedMembers,
  lockOrder,
  type MessageKey,
  type PaidOrder,
  saveOrderedMembers,
  savePaidOrder,
  saveReading,
} from './message.store';
import { findMessage } from './message.views';

/** What an event tells a participant; nothing, when it concerns nobody who is known here. */
export type Notification = { readonly addressed: Addressed | undefined; readonly causedBy: EventAttributes };

/** A notice about to be posted, and the event that it is told by. */
type Draft = Addressed & { readonly causeEventId: string; readonly causedBy?: EventAttributes };

/** Puts notices into the inboxes of participants, in both languages; once for each event that causes one. */
const postAll = async (tx: Tx, drafts: readonly Draft[]): Promise<void> => {
  if (drafts.length === 0) return;
  const names = await listNames(
    tx.db,
    drafts.map(({ participantId }) => participantId),
  );
  const messages = drafts.map(({ participantId, notice, causeEventId, causedBy }) => {
    const name = names.get(participantId);
    const [vi, en] = [render(notice, 'vi', name), render(notice, 'en', name)];
    const texts = { titleVi: vi.title, textVi: vi.text, titleEn: en.title, textEn: en.text };
    return { id: newId(), participantId, template: notice.template, texts, causeEventId, causedBy };
  });
  const posted = await insertMessages(
    tx.db,
    messages.map(({ id, participantId, template, texts, causeEventId }) => ({
      id,
      participantId,
      template,
      ...texts,
      causeEventId,
      postedAt: tx.now,
    })),
  );
  for (const { id: messageId, participantId, template, causeEventId, causedBy } of messages) {
    if (!posted.has(messageId)) continue;
    const data = { messageId, participantId, template, causeEventId };
    tx.append(MessagePosted, data, { id: messageId, version: 1 }, causedBy);
  }
};

/** Tells what events say, each to its participant. */
export const notify = (tx: Tx, notifications: readonly Notification[]): Promise<void> =>
  postAll(
    tx,
    notifications.flatMap(({ addressed, causedBy }) =>
      addressed === undefined ? [] : [{ ...addressed, causeEventId: causedBy.id, causedBy }],
    ),
  );

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
  const members = await listOrderedMembers(tx.db, orderId);
  await postAll(
    tx,
    members.map(({ participantId, months }) => ({
      participantId,
      notice: premiumNotice(paid, months),
      causeEventId: paid.eventId,
    })),
  );
};

/** Marks a message as read. @throws request.not-found */
export const markRead = async (tx: Tx, key: MessageKey, language: Language): Promise<InboxMessage> => {
  await saveReading(tx.db, key, tx.now);
  const message = await findMessage(tx.db, key, language);
  if (message === undefined) throw reject('request.not-found');
  return message;
};
