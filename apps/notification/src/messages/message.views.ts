import { reject } from '@ansinh/contracts/catalogue/problems';
import type { InboxMessage } from '@ansinh/contracts/notification/api';
import type { Message } from '../generated/prisma/client';
import type { Db, Tx } from '../kit';
import type { Language } from './message.rules';

/** The inbox shows this many messages, the newest ones. */
const INBOX_SIZE = 200;

const toMessage = (row: Message, language: Language): InboxMessage => ({
  messageId: row.id,
  template: row.template,
  title: language === 'vi' ? row.titleVi : row.titleEn,
  text: language === 'vi' ? row.textVi : row.textEn,
  postedAt: row.postedAt.toISOString(),
  readAt: row.readAt?.toISOString() ?? null,
});

/** Newest first. Whoever was told nothing has an empty inbox: this service does not know who exists. */
export const listMessages = async (db: Db, participantId: string, language: Language): Promise<InboxMessage[]> => {
  const rows = await db.message.findMany({
    where: { participantId },
    orderBy: [{ postedAt: 'desc' }, { id: 'desc' }],
    take: INBOX_SIZE,
  });
  return rows.map((row) => toMessage(row, language));
};

export type MessageKey = { readonly participantId: string; readonly messageId: string };

/** Marks a message as read; the first time counts. */
export const markRead = async (
  tx: Tx,
  { participantId, messageId }: MessageKey,
  language: Language,
): Promise<InboxMessage> => {
  await tx.db.message.updateMany({
    where: { id: messageId, participantId, readAt: null },
    data: { readAt: tx.now },
  });
  const row = await tx.db.message.findFirst({ where: { id: messageId, participantId } });
  if (row === null) throw reject('request.not-found');
  return toMessage(row, language);
};
