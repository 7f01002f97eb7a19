import type { FileRow, HeldRow, RowChange, RowCounts } from '@ansinh/contracts/operations/held-rows.api';

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const changeOf = ({ before, after, faults }: FileRow): RowChange => {
  if (faults !== undefined && faults.length > 0) return 'refused';
  if (before === null) return 'added';
  if (after === null) return 'removed';
  return isEqual(before, after) ? 'same' : 'changed';
};

/** Rows as they are shown, each with what it does. */
export const heldRowsOf = (rows: readonly FileRow[]): readonly HeldRow[] =>
  rows.map(({ row, key, before, after, faults }) => ({
    row,
    change: changeOf({ row, key, before, after, faults }),
    key,
    before,
    after,
    ...(faults === undefined || faults.length === 0 ? {} : { faults: [...faults] }),
  }));

export const countsOf = (rows: readonly HeldRow[]): RowCounts => {
  const counts = { total: rows.length, added: 0, changed: 0, removed: 0, same: 0, refused: 0 };
  for (const { change } of rows) counts[change] += 1;
  return counts;
};

/** How many rows are shown with the request itself. */
const FIRST_MAX = 20;

/** Those that who decides looks at first. */
export const firstOf = (rows: readonly HeldRow[]): HeldRow[] => {
  const first: HeldRow[] = [];
  for (const row of rows) {
    if (row.change !== 'same') first.push(row);
    if (first.length === FIRST_MAX) break;
  }
  return first;
};
