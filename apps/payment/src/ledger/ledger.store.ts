import { vndText } from '@ansinh/contracts';
import type { Tx } from '../kit';
import type { EntryDraft } from './ledger.rules';

/**
 * Posts all entries in one statement. A cause that was posted before violates `ledger_entries_cause_once` and undoes the
 * whole transaction: a step of a payout that happens twice is a bug, not a refusal.
 */
export const postEntries = async (tx: Tx, entries: readonly EntryDraft[]): Promise<void> => {
  if (entries.length === 0) return;
  const drafts = JSON.stringify(entries.map((entry) => ({ ...entry, amountVnd: vndText(entry.amountVnd) })));
  await tx.db.$executeRaw`
    WITH drafts AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${drafts}::jsonb)
        AS draft ("causeKind" text, "causeId" text, debit text, credit text, "amountVnd" bigint)),
    entries AS (
      INSERT INTO ledger_entries (cause_kind, cause_id, posted_at)
      SELECT "causeKind", "causeId", ${tx.now} FROM drafts
      RETURNING id, cause_kind, cause_id)
    INSERT INTO ledger_postings (entry_id, line, account, debit_vnd, credit_vnd)
    SELECT entries.id, side.line, side.account, side.debit_vnd, side.credit_vnd
    FROM entries JOIN drafts ON cause_kind = "causeKind" AND cause_id = "causeId"
    CROSS JOIN LATERAL (VALUES (1, debit, "amountVnd", 0), (2, credit, 0, "amountVnd"))
      AS side (line, account, debit_vnd, credit_vnd)`;
};
