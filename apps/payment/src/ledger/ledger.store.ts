import { columnOf } from '../array-column';
import type { Tx } from '../kit';
import type { EntryDraft } from './ledger.rules';

/**
 * Posts all entries in one statement. A cause that was posted before violates `ledger_entries_cause_once` and undoes the
 * whole transaction: a step of a payout that happens twice is a bug, not a refusal.
 */
export const postEntries = async (tx: Tx, entries: readonly EntryDraft[]): Promise<void> => {
  if (entries.length === 0) return;
  const column = (name: keyof EntryDraft) => columnOf(entries, name);
  await tx.db.$executeRaw`
    WITH drafts AS MATERIALIZED (
      SELECT * FROM unnest(${column('causeKind')}::text[], ${column('causeId')}::text[], ${column('debit')}::text[],
        ${column('credit')}::text[], ${column('amountVnd')}::bigint[])
        AS draft (cause_kind, cause_id, debit, credit, amount_vnd)),
    entries AS (
      INSERT INTO ledger_entries (cause_kind, cause_id, posted_at)
      SELECT cause_kind, cause_id, ${tx.now}::timestamptz FROM drafts
      RETURNING id, cause_kind, cause_id)
    INSERT INTO ledger_postings (entry_id, line, account, debit_vnd, credit_vnd)
    SELECT entries.id, side.line, side.account, side.debit_vnd, side.credit_vnd
    FROM entries JOIN drafts USING (cause_kind, cause_id)
    CROSS JOIN LATERAL (VALUES (1, debit, amount_vnd, 0), (2, credit, 0, amount_vnd))
      AS side (line, account, debit_vnd, credit_vnd)`;
};
