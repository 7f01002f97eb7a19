// One place at which code reads, writes or locks a table.

export type TableUse = {
  readonly table: string;
  readonly write: boolean;
  /** Rows of the table are locked without being written: FOR UPDATE, FOR SHARE, LOCK TABLE. */
  readonly lock: boolean;
  readonly line: number;
  readonly owner: string;
};
