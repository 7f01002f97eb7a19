import type { JournalEntry as EntryOf, Movement as MovementOf } from '@ansinh/ledger';

export type EntryKind = 'assessment' | 'premium' | 'credit' | 'matching' | 'release';

export const bankAccount = (bankBin: string) => `bank:${bankBin}` as const;
export const SUSPENSE = 'suspense';
/** What employers and households owe; the buckets are funds, `interest` and `household-premium`. */
export const receivable = (bucket: string) => `receivable:${bucket}` as const;
export const income = (bucket: string) => `income:${bucket}` as const;

export type Account =
  | typeof SUSPENSE
  | ReturnType<typeof bankAccount>
  | ReturnType<typeof receivable>
  | ReturnType<typeof income>;

export type Movement = MovementOf<Account>;
export type JournalEntry = EntryOf<EntryKind, Account>;
