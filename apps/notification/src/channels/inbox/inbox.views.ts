import type { InboxMessage, Language, MessageDelivery } from '@ansinh/contracts/notification/api';
import type { Recipient } from '@ansinh/contracts/notification/events';
import { InstantText } from '@ansinh/contracts/vocabulary/calendar';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import type { Page, PageQuery } from '@ansinh/contracts/wire/common.api';
import { cursorPage } from '@ansinh/http';
import { listDeliveries } from '../../deliveries/delivery.views';
import type { Message, Prisma } from '../../generated/prisma/client';
import type { Db } from '../../kit';
import type { MessageKey } from '../../messages/message.store';

export type InboxQuery = PageQuery & { readonly language: Language; readonly unread?: boolean | undefined };

const AT = InstantText.transform((text) => new Date(text));

const messageView = (row: Message, language: Language, deliveries: MessageDelivery[]): InboxMessage => ({
  messageId: row.id,
  template: row.template,
  title: language === 'vi' ? row.titleVi : row.titleEn,
  text: language === 'vi' ? row.textVi : row.textEn,
  postedAt: row.postedAt.toISOString(),
  readAt: row.readAt?.toISOString() ?? null,
  deliveries,
});

const ofRecipient = ({ kind, id }: Recipient) => ({ recipientKind: kind, recipientId: id });

const behind = (at: Date | undefined, id: string | undefined): Prisma.MessageWhereInput =>
  at === undefined || id === undefined ? {} : { OR: [{ postedAt: { lt: at } }, { postedAt: at, id: { lt: id } }] };

/** Newest first. Whoever was told nothing has an empty inbox: this service does not know who exists. */
export const listInbox = async (db: Db, recipient: Recipient, query: InboxQuery): Promise<Page<InboxMessage>> => {
  const { items: rows, ...page } = await cursorPage({
    query,
    parts: [AT, Id],
    find: ([at, id], take) =>
      db.message.findMany({
        where: {
          ...ofRecipient(recipient),
          ...(query.unread === undefined ? {} : { readAt: query.unread ? null : { not: null } }),
          ...behind(at, id),
        },
        orderBy: [{ postedAt: 'desc' }, { id: 'desc' }],
        take,
      }),
    cursorOf: ({ postedAt, id }) => [postedAt.toISOString(), id],
    view: (row) => row,
  });
  const ids = rows.map(({ id }) => id);
  const deliveries = await listDeliveries(db, ids);
  return { ...page, items: rows.map((row) => messageView(row, query.language, deliveries.get(row.id) ?? [])) };
};

/** One message of this recipient; undefined for what is somebody else's. */
export const findInboxMessage = async (
  db: Db,
  { recipient, messageId }: MessageKey,
  language: Language,
): Promise<InboxMessage | undefined> => {
  const row = await db.message.findFirst({ where: { id: messageId, ...ofRecipient(recipient) } });
  if (row === null) return undefined;
  const deliveries = await listDeliveries(db, [messageId]);
  return messageView(row, language, deliveries.get(messageId) ?? []);
};
