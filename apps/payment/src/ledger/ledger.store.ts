import { ledgerOf } from '@ansinh/ledger';
import { ACCOUNT_FAMILIES, type EntryKind } from './ledger.rules';

/** A cause that was entered before violates `ledger_entries_cause_once`: a step of a payout that happens twice is a bug. */
export const ledger = ledgerOf<EntryKind, typeof ACCOUNT_FAMILIES>({
  families: ACCOUNT_FAMILIES,
  accounts: 'ledger_accounts',
  entries: {
    name: 'ledger_entries',
    id: 'id',
    sequence: 'ledger_entries_id_seq',
    kind: 'cause_kind',
    source: 'cause_id',
    enteredAt: 'posted_at',
    position: { column: 'id', sequence: 'ledger_entries_id_seq' },
  },
  postings: 'ledger_postings',
});
