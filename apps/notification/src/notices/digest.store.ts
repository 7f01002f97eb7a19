import type { Recipient } from '@ansinh/contracts/notification/events';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { dateColumn, localDateOf } from '@ansinh/database';
import type { Db } from '../kit';
import type { DigestLine } from './digest.rules';

type NewLine = { readonly messageId: string; readonly recipient: Recipient; readonly dueOn: LocalDate };

export const insertDigestLines = async (db: Db, lines: readonly NewLine[]): Promise<void> => {
  if (lines.length === 0) return;
  await db.digestLine.createMany({
    data: lines.map(({ messageId, recipient: { kind, id }, dueOn }) => ({
      messageId,
      recipientKind: kind,
      recipientId: id,
      dueOn: dateColumn(dueOn),
    })),
  });
};

/** A line that was in no list yet. */
export type OpenLine = DigestLine & { readonly messageId: string; readonly recipient: Recipient };

type Row = Omit<DigestLine, 'dueOn'> & {
  readonly messageId: string;
  readonly kind: string;
  readonly id: string;
  readonly dueOn: Date;
};

/** What is more waits for the next day. */
const LINES_MAX = 5_000;

/** The oldest first. */
export const lockOpenLines = async (db: Db): Promise<OpenLine[]> => {
  const rows = await db.$queryRaw<Row[]>`
    SELECT line.message_id::text AS "messageId", line.recipient_kind AS kind, line.recipient_id AS id, line.due_on AS "dueOn",
      said.template, said.title_vi AS "titleVi", said.text_vi AS "textVi", said.title_en AS "titleEn", said.text_en AS "textEn"
    FROM digest_lines AS line JOIN messages AS said ON said.id = line.message_id
    WHERE line.digest_id IS NULL ORDER BY line.due_on, line.message_id LIMIT ${LINES_MAX} FOR UPDATE OF line`;
  return rows.map(({ kind, id, dueOn, ...line }) => ({ ...line, recipient: { kind, id }, dueOn: localDateOf(dueOn) }));
};

export const saveDigested = async (db: Db, lines: readonly OpenLine[], digestId: string): Promise<void> => {
  await db.digestLine.updateMany({
    where: { messageId: { in: lines.map(({ messageId }) => messageId) } },
    data: { digestId },
  });
};
