import { reject } from '@ansinh/contracts/catalogue/problems';
import type { InboxMessage, Language } from '@ansinh/contracts/notification/api';
import type { Tx } from '../../kit';
import { type MessageKey, saveReading } from '../../messages/message.store';
import { findInboxMessage } from './inbox.views';

/** Marks a message as read. @throws Rejection request.not-found */
export const markRead = async (tx: Tx, key: MessageKey, language: Language): Promise<InboxMessage> => {
  await saveReading(tx.db, key, tx.now);
  const message = await findInboxMessage(tx.db, key, language);
  if (message === undefined) throw reject('request.not-found');
  return message;
};
