import { ledgerOf } from '@ansinh/ledger';
import type { Tx } from '../kit';
import { ACCOUNT_FAMILIES, type EntryKind, type JournalEntry } from './entry.rules';

export const ledger = ledgerOf<EntryKind, typeof ACCOUNT_FAMILIES>({
  families: ACCOUNT_FAMILIES,
  accounts: 'ledger_accounts',
  entries: {
    name: 'entries',
    id: 'entry_id',
    kind: 'kind',
    source: { id: 'source_id', version: 'source_version' },
    enteredAt: 'entered_at',
    position: { column: 'position', sequence: 'entries_position' },
  },
  postings: 'postings',
});

export const writeEntries = (tx: Tx, entries: readonly JournalEntry[]): Promise<void> =>
  ledger.writeEntries(tx, entries);
