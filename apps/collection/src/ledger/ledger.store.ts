import { newId } from '@ansinh/database';
import { arrayParameter } from '../array-parameter';
import type { Tx } from '../kit';
import { type JournalEntry, postingsOf } from './entry.rules';

/**
 * Books entries, each whole in one statement: the database refuses one that does not balance, one that was booked
 * before, and any later change.
 */
export const writeEntries = async (tx: Tx, entries: readonly JournalEntry[]): Promise<void> => {
  const moved = entries
    .map((entry) => ({ ...entry, postings: postingsOf(entry.movements), entryId: newId() }))
    .filter(({ postings }) => postings.length > 0);
  if (moved.length === 0) return;
  await tx.db.$executeRaw`
    INSERT INTO entries (entry_id, kind, source_id, source_version, entered_at)
    SELECT entry_id, kind, source_id, source_version, ${tx.now}
    FROM unnest(${arrayParameter(moved.map((entry) => entry.entryId))}::uuid[], ${arrayParameter(moved.map((entry) => entry.kind))}::text[],
                ${arrayParameter(moved.map((entry) => entry.sourceId))}::uuid[], ${arrayParameter(moved.map((entry) => entry.sourceVersion))}::int[])
         AS rows (entry_id, kind, source_id, source_version)`;
  const rows = moved.flatMap(({ entryId, postings }) =>
    postings.map((posting, index) => ({ ...posting, entryId, line: index + 1 })),
  );
  await tx.db.$executeRaw`
    INSERT INTO postings (entry_id, line, account, debit_vnd, credit_vnd)
    SELECT * FROM unnest(${arrayParameter(rows.map((row) => row.entryId))}::uuid[], ${arrayParameter(rows.map((row) => row.line))}::int[],
                         ${arrayParameter(rows.map((row) => row.account))}::text[], ${arrayParameter(rows.map((row) => row.debitVnd))}::bigint[],
                         ${arrayParameter(rows.map((row) => row.creditVnd))}::bigint[])`;
};
