import type { Owner } from './sealed-value';

/** A value of a row, by what the rows of the column are ordered by. */
export type SealedValue = {
  readonly key: string;
  readonly owner: Owner;
  readonly value: string | Uint8Array;
};

/** How many values a key holds; the key is empty for those that are not sealed. */
export type HeldValues = { readonly key: string; readonly values: number };

/** Rows of a column, whoever sealed their values: a page is as long as what is read for it, not as what is found. */
export type RowsOfPage = {
  /** Behind the row of this key; empty for the first page. */
  readonly after: string;
  readonly limit: number;
};

export type SealedPage = {
  /** What values of the newest key begin with: they are left alone. */
  readonly prefix: string;
  readonly after: string;
  /** Up to the row of this key, and it as well. */
  readonly until: string;
};

/** A column of sealed values: how they are counted, and sealed anew when their key is an older one. */
export type SealedColumn<Db> = {
  /** `payouts.account_number` */
  readonly name: string;
  readonly count: (db: Db) => Promise<HeldValues[]>;
  /**
   * The keys of the next rows, in order, or of what they belong to: a page is then a little longer, and breaks none apart. Fewer than were
   * asked for when their values are large; none behind the last one.
   */
  readonly next: (db: Db, rows: RowsOfPage) => Promise<{ readonly key: string }[]>;
  /** Values of other keys, and of none. Their rows are locked; one that is locked by somebody else is left to the next time. */
  readonly load: (db: Db, page: SealedPage) => Promise<SealedValue[]>;
  readonly save: (db: Db, values: readonly SealedValue[]) => Promise<unknown>;
};
