import { plus, type Vnd, vnd } from '@ansinh/contracts/vocabulary/money';

/** Money that moves from one account to another: whatever is made of movements balances. */
export type Movement<Account extends string = string> = {
  readonly debit: Account;
  readonly credit: Account;
  readonly amountVnd: Vnd;
};

/** One side of one account; exactly one of the two amounts is above zero. */
export type Posting<Account extends string = string> = {
  readonly account: Account;
  readonly debitVnd: Vnd;
  readonly creditVnd: Vnd;
};

/** One act in the books, by what caused it and that thing's version. */
export type JournalEntry<Kind extends string = string, Account extends string = string> = {
  readonly kind: Kind;
  /** A UUID. */
  readonly sourceId: string;
  readonly sourceVersion: number;
  readonly movements: readonly Movement<Account>[];
};

/**
 * Postings of movements between accounts, summed by account and side, debits first. A movement below zero goes the
 * other way, one of zero leaves no trace.
 */
export const postingsOf = <Account extends string>(movements: readonly Movement<Account>[]): Posting<Account>[] => {
  const debits = new Map<Account, Vnd>();
  const credits = new Map<Account, Vnd>();
  const add = (side: Map<Account, Vnd>, account: Account, amountVnd: Vnd) =>
    side.set(account, plus(side.get(account) ?? vnd(0n), amountVnd));
  for (const { debit, credit, amountVnd } of movements) {
    if (amountVnd === 0n) continue;
    const movedVnd = amountVnd > 0n ? amountVnd : vnd(-amountVnd);
    add(debits, amountVnd > 0n ? debit : credit, movedVnd);
    add(credits, amountVnd > 0n ? credit : debit, movedVnd);
  }
  return [
    ...[...debits].map(([account, debitVnd]) => ({ account, debitVnd, creditVnd: vnd(0n) })),
    ...[...credits].map(([account, creditVnd]) => ({ account, debitVnd: vnd(0n), creditVnd })),
  ];
};
