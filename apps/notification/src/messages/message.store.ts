import type { Recipient } from '@ansinh/contracts/notification/events';
import type { Db } from '../kit';

export type NewMessage = {
  readonly id: string;
  readonly recipientKind: string;
  readonly recipientId: string;
  readonly template: string;
  readonly titleVi: string;
  readonly textVi: string;
  readonly titleEn: string;
  readonly textEn: string;
  readonly causeEventId: string;
  readonly postedAt: Date;
};

/** The ids of those that are new: an event tells a recipient once. */
export const insertMessages = async (db: Db, messages: readonly NewMessage[]): Promise<ReadonlySet<string>> => {
  const posted = await db.message.createManyAndReturn({
    data: [...messages],
    skipDuplicates: true,
    select: { id: true },
  });
  return new Set(posted.map(({ id }) => id));
};

/** A message that was just posted, as a channel has to know it: its words stand in the table. */
export type PostedMessage = {
  readonly id: string;
  readonly recipient: Recipient;
  /** The event that it tells of, where a transaction handles several: whose it is, and its trace. */
  readonly causedBy?: CausedBy | undefined;
};

type CausedBy = { readonly tenant: string; readonly traceparent?: string | undefined };

export type MessageKey = { readonly recipient: Recipient; readonly messageId: string };

/** The first reading counts: a message that was read before stays as it is. */
export const saveReading = async (db: Db, { recipient, messageId }: MessageKey, readAt: Date): Promise<void> => {
  await db.message.updateMany({
    where: { id: messageId, recipientKind: recipient.kind, recipientId: recipient.id, readAt: null },
    data: { readAt },
  });
};
