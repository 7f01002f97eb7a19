import type { Vnd } from '@ansinh/contracts/vocabulary/money';

export type EntryKind = 'assessment' | 'premium' | 'credit' | 'matching' | 'release';

/** One side of one account; exactly one of the two amounts is above zero. */
export type Posting = { readonly account: string; readonly debitVnd: Vnd; readonly creditVnd: Vnd };

/** Money that moves from one account to another: whatever is made of movements balances. */
export type Movement = { readonly debit: string; readonly credit: string; readonly amountVnd: Vnd };

/** One act in the books, by what caused it and that thing's version. */
export type JournalEntry = {
  readonly kind: EntryKind;
  readonly sourceId: string;
  readonly sourceVersion: number;
  readonly movements: readonly Movement[];
};

export const bankAccount = (bankBin: string): string => `bank:${bankBin}`;
/** What employers and households owe; the buckets are funds, `interest` and `household-premium`. */
export const receivable = (bucket: string): string => `receivable:${bucket}`;
export const income = (bucket: string): string => `income:${bucket}`;
export const SUSPENSE = 'suspense';

/**
 * Postings of movements between two accounts, summed by account and side. A movement below zero goes the other way,
 * one of zero leaves no trace.
 */
export const postingsOf = (movements: readonly Movement[]): Posting[] => {
  const debits = new Map<string, Vnd>();
  const credits = new Map<string, Vnd>();
  const add = (side: Map<string, Vnd>, account: string, amountVnd: Vnd) =>
    side.set(account, (side.get(account) ?? 0n) + amountVnd);
  for (const { debit, credit, amountVnd } of movements) {
    if (amountVnd === 0n) continue;
    add(debits, amountVnd > 0n ? debit : credit, amountVnd > 0n ? amountVnd : -amountVnd);
    add(credits, amountVnd > 0n ? credit : debit, amountVnd > 0n ? amountVnd : -amountVnd);
  }
  return [
    ...[...debits].map(([account, debitVnd]) => ({ account, debitVnd, creditVnd: 0n })),
    ...[...credits].map(([account, creditVnd]) => ({ account, debitVnd: 0n, creditVnd })),
  ];
};
