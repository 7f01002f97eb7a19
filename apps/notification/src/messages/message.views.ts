import type { InboxMessage } from '@ansinh/contracts/notification/api';
import type { Message } from '../generated/prisma/client';
import type { Db } from '../kit';
import type { Language } from '../templates/notice.rules';
import type { MessageKey } from './message.store';

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

/** One message of this participant; undefined for what is somebody else's. */
export const findMessage = async (
  db: Db,
  { participantId, messageId }: MessageKey,
  language: Language,
): Promise<InboxMessage | undefined> => {
  const row = await db.message.findFirst({ where: { id: messageId, participantId } });
  return row === null ? undefined : toMessage(row, language);
};
