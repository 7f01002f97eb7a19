import { reject } from '@ansinh/contracts/catalogue/problems';
import { type Contact, Language } from '@ansinh/contracts/notification/api';
import type { Recipient } from '@ansinh/contracts/notification/events';
import { z } from 'zod';
import type { ContactChoice, Prisma } from '../generated/prisma/client';
import type { Db } from '../kit';
import { contactOf } from './contact.rules';

/** How to address these participants; whoever is not known yet is left out. */
export const listNames = async (db: Db, participantIds: readonly string[]): Promise<Map<string, string>> => {
  const rows = await db.contact.findMany({
    where: { participantId: { in: [...participantIds] } },
    select: { participantId: true, fullName: true },
  });
  return new Map(rows.map((row) => [row.participantId, row.fullName]));
};

/** @throws Rejection request.not-found */
export const requireParticipant = async (db: Db, participantId: string): Promise<void> => {
  if ((await db.contact.count({ where: { participantId } })) === 0) throw reject('request.not-found');
};

const Addresses = z.record(z.string(), z.string());

const keyOf = (kind: string, id: string): string => `${kind} ${id}`;

const choiceOf = ({ recipientKind, recipientId, language, ...choice }: ContactChoice) => ({
  ...choice,
  recipient: keyOf(recipientKind, recipientId),
  language: Language.parse(language),
});

export type RecipientContact = { readonly recipient: Recipient; readonly contact: Contact };

/** How each of these recipients is reached, in their order; of one that is not known that it is not. */
export const listContacts = async (db: Db, recipients: readonly Recipient[]): Promise<RecipientContact[]> => {
  const keys: Prisma.ContactChoiceWhereInput[] = recipients.map(({ kind, id }) => ({
    recipientKind: kind,
    recipientId: id,
  }));
  const participantIds = recipients.flatMap(({ kind, id }) => (kind === 'participant' ? [id] : []));
  const choices = await db.contactChoice.findMany({ where: { OR: keys } });
  const registered = await db.contact.findMany({
    where: { participantId: { in: participantIds } },
    select: { participantId: true, addresses: true },
  });
  const addresses = new Map(registered.map((row) => [row.participantId, Addresses.parse(row.addresses)]));
  const chosen = Map.groupBy(choices.map(choiceOf), ({ recipient }) => recipient);
  return recipients.map((recipient) => {
    const { kind, id } = recipient;
    const known = kind === 'participant' ? addresses.get(id) : undefined;
    return { recipient, contact: contactOf(known ?? {}, chosen.get(keyOf(kind, id)) ?? []) };
  });
};

export const getContact = async (db: Db, recipient: Recipient): Promise<Contact> => {
  const [found] = await listContacts(db, [recipient]);
  return found?.contact ?? contactOf({}, []);
};

/** @throws Rejection request.not-found */
export const getParticipantContact = async (db: Db, participant: Recipient): Promise<Contact> => {
  await requireParticipant(db, participant.id);
  return getContact(db, participant);
};
