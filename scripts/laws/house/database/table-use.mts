// One place at which code reads or writes a table.

export type TableUse = {
  readonly table: string;
  readonly write: boolean;
  readonly line: number;
  readonly owner: string;
};
