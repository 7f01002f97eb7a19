import { createHash } from 'node:crypto';
import { deadLetterTopic } from '@ansinh/contracts/catalogue/events';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import { newId, type TransactionClient } from '@ansinh/database';
import { meters } from '@ansinh/telemetry';
import type { Outbox } from '../../out/outbox';
import { headerTexts } from '../../wire';
import { insertLetter, type NewLetter } from './dead-letter.store';

/** Headers of a broken message may be anything: what PostgreSQL cannot hold is cut out, what is endless is cut off. */
const HEADERS_MAX = 60;
const HEADER_LENGTH_MAX = 2_000;
const safeText = (text: string): string => text.replaceAll('\u0000', '').slice(0, HEADER_LENGTH_MAX).toWellFormed();
const safeHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .slice(0, HEADERS_MAX)
      .map(([name, value]) => [safeText(name), safeText(value)]),
  );

export type DeadLetter = Omit<NewLetter, 'id' | 'headers'>;

/**
 * Keeps a message that cannot be processed: a row for the operators and, through the outbox, a message on
 * `<service>.dead-letters` with cause, topic, partition and offset. Both in the caller's transaction.
 */
export const keepDeadLetter = async (
  db: TransactionClient,
  outbox: Outbox,
  service: ServiceName,
  letter: DeadLetter,
): Promise<void> => {
  const { raw } = letter;
  const id = newId();
  const headers = safeHeaders(headerTexts(raw.headers));
  if (!(await insertLetter(db, { ...letter, id, headers, detail: safeText(letter.detail) }))) return;
  meters().deadLetter(letter.cause, letter.type);
  outbox.appendRaw({
    eventId: id,
    topic: deadLetterTopic(service),
    key: letter.eventId ?? id,
    headers: JSON.stringify({
      ...headers,
      'dead-letter-cause': letter.cause,
      'dead-letter-topic': raw.topic,
      'dead-letter-partition': String(raw.partition),
      'dead-letter-offset': raw.offset,
    }),
    // The payload may be personal or not even text: it stays in the service, the topic carries what identifies it.
    data: JSON.stringify({
      deadLetterId: id,
      detail: letter.detail,
      sizeBytes: raw.value?.length ?? 0,
      sha256: createHash('sha256')
        .update(raw.value ?? '')
        .digest('hex'),
    }),
  });
};
