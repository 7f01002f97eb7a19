export { type JournalEntry, type Movement, type Posting, postingsOf } from './entry.rules';
export { type EntryTable, type Ledger, type LedgerTables, ledgerOf } from './ledger.store';
