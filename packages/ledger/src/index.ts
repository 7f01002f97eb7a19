export {
  type AccountFamilies,
  type AccountFamily,
  type AccountOf,
  type OpenedAccount,
  openingOf,
} from './account.rules';
export { type JournalEntry, type Movement, type Posting, postingsOf } from './entry.rules';
export { type EntryTable, type Ledger, type LedgerTables, ledgerOf } from './ledger.store';
