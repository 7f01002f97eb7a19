import type { HouseholdPremiumPaid } from '@ansinh/contracts/collection/events';
import type { HouseholdInsuranceOrdered } from '@ansinh/contracts/enrollment/events';
import { MessagePosted } from '@ansinh/contracts/notification/events';
import type { EventAttributes } from '@ansinh/contracts/wire/envelope';
import { newId } from '@ansinh/database';
import { CHANNELS } from '../channels/channels';
import { listNames } from '../contacts/contact.views';
import type { Tx } from '../kit';
import { insertMessages } from '../messages/message.store';
import { participant } from '../recipients/recipient.rules';
import { type Names, personsOf, render } from '../templates/template.rules';
import { digestedBy } from './digest.rules';
import { insertDigestLines } from './digest.store';
import {
  findPaidOrder,
  listOrderedMembers,
  lockOrder,
  type PaidOrder,
  saveOrderedMembers,
  savePaidOrder,
} from './household-order.store';
import { type Addressed, premiumNotice } from './notice.rules';

/** What an event tells somebody; nothing, when it concerns nobody who is told. */
export type Notification = { readonly addressed: Addressed | undefined; readonly causedBy: EventAttributes };

/** A notice about to be posted, and the event that it is told by. */
type Draft = Addressed & { readonly causeEventId: string; readonly causedBy?: EventAttributes };

const writtenFor = (draft: Draft, names: Names) => {
  const { recipient, notice } = draft;
  const name = recipient.kind === 'participant' ? names.get(recipient.id) : undefined;
  const [vi, en] = [render(notice, 'vi', name, names), render(notice, 'en', name, names)];
  return { ...draft, id: newId(), texts: { titleVi: vi.title, textVi: vi.text, titleEn: en.title, textEn: en.text } };
};

/**
 * Posts notices in both languages, once for each event that causes one, and hands them over to every channel, or keeps them
 * for the list of the day: nothing is sent before this transaction is committed.
 * @returns the ids of the messages that are new
 */
export const postAll = async (tx: Tx, drafts: readonly Draft[]): Promise<string[]> => {
  if (drafts.length === 0) return [];
  const ids = drafts.flatMap(({ recipient, notice }) => [
    ...(recipient.kind === 'participant' ? [recipient.id] : []),
    ...personsOf(notice),
  ]);
  const names = await listNames(tx.db, ids);
  const written = drafts.map((draft) => writtenFor(draft, names));
  const inserted = await insertMessages(
    tx.db,
    written.map(({ id, recipient, notice, texts, causeEventId }) => ({
      id,
      recipientKind: recipient.kind,
      recipientId: recipient.id,
      template: notice.template,
      ...texts,
      causeEventId,
      postedAt: tx.now,
    })),
  );
  const posted = written.filter(({ id }) => inserted.has(id));
  for (const { id: messageId, recipient, notice, causeEventId, causedBy } of posted) {
    const data = { messageId, recipient, template: notice.template, causeEventId };
    tx.append(MessagePosted, data, { id: messageId, version: 1 }, causedBy);
  }
  const listed = posted.flatMap((message) => {
    const dueOn = digestedBy(message);
    return dueOn === undefined ? [] : [{ messageId: message.id, recipient: message.recipient, dueOn }];
  });
  await insertDigestLines(tx.db, listed);
  const alone = posted.filter((message) => digestedBy(message) === undefined);
  for (const channel of Object.values(CHANNELS)) await channel.take(tx, alone);
  return posted.map(({ id }) => id);
};

/** Tells what events say, each to its recipient. */
export const notify = async (tx: Tx, notifications: readonly Notification[]): Promise<void> => {
  await postAll(
    tx,
    notifications.flatMap(({ addressed, causedBy }) =>
      addressed === undefined ? [] : [{ ...addressed, causeEventId: causedBy.id, causedBy }],
    ),
  );
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
  const members = await listOrderedMembers(tx.db, orderId);
  await postAll(
    tx,
    members.map(({ participantId, months }) => ({
      recipient: participant(participantId),
      notice: premiumNotice(paid, months),
      causeEventId: paid.eventId,
    })),
  );
};
