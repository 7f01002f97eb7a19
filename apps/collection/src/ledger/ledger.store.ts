import { ledgerOf } from '@ansinh/ledger';
import type { Tx } from '../kit';
import type { Account, EntryKind, JournalEntry } from './entry.rules';

export const ledger = ledgerOf<EntryKind, Account>({
  entries: {
    name: 'entries',
    id: 'entry_id',
    kind: 'kind',
    source: { id: 'source_id', version: 'source_version' },
    enteredAt: 'entered_at',
  },
  postings: 'postings',
});

export const writeEntries = (tx: Tx, entries: readonly JournalEntry[]): Promise<void> =>
  ledger.writeEntries(tx, entries);
