import type { Cell } from './cell.rules';

/** A row as it was sent: columns by their national names; empty cells are left out. */
export type SentRow = Readonly<Record<string, Cell>>;

export type SentFile = {
  readonly rows: readonly SentRow[];
  /** Where the sender finds a value, when that is not the row and column that a fault is told by. */
  readonly placeOf?: (row: number, column: string) => string;
};

/** The columns that a list is read by. */
export type Headings = {
  readonly known: ReadonlySet<string>;
  /** Names of the column that every row needs: the first row of a sheet that has one of them is the head of the table. */
  readonly codes: readonly string[];
};

export const ROWS_MAX = 50_000;
/** As many as a spreadsheet can have. */
export const COLUMNS_MAX = 16_384;
