import type { Owner } from './sealed-value';

/** A value of a row, by what the rows of the column are ordered by. */
export type SealedValue = {
  readonly key: string;
  readonly owner: Owner;
  readonly value: string | Uint8Array;
};

/** How many values a key holds; the key is empty for those that are not sealed. */
export type HeldValues = { readonly key: string; readonly values: number };

export type SealedPage = {
  /** What values of the newest key begin with: they are left alone. */
  readonly prefix: string;
  /** Behind this key; empty for the first page. */
  readonly after: string;
  readonly limit: number;
};

/** A column of sealed values: how they are counted, and sealed anew when their key is an older one. */
export type SealedColumn<Db> = {
  /** `payouts.account_number` */
  readonly name: string;
  readonly count: (db: Db) => Promise<HeldValues[]>;
  /** Values of other keys, and of none, in order; their rows are locked. */
  readonly load: (db: Db, page: SealedPage) => Promise<SealedValue[]>;
  readonly save: (db: Db, values: readonly SealedValue[]) => Promise<unknown>;
};
