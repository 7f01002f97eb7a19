import { createHash } from 'node:crypto';
import type { HeldRow, RowsShown } from '@ansinh/contracts/operations/held-rows.api';
import type { HeldRoute, UntypedInput } from '@ansinh/http';
import { countsOf, firstOf, heldRowsOf } from './row.rules';

/** Row by row: a file of fifty thousand is no text of its own. */
const sha256Of = (rows: readonly HeldRow[]): string => {
  const hash = createHash('sha256');
  for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
  return hash.digest('hex');
};

export const rowsShown = (rows: readonly HeldRow[]): RowsShown => ({
  counts: countsOf(rows),
  first: firstOf(rows),
  sha256: sha256Of(rows),
});

/** What the rows of a file would change now; undefined where what is asked is no file. */
export const rowsNow = async <Tx>(
  { twoPersons }: HeldRoute<Tx>,
  tx: Tx,
  input: UntypedInput,
): Promise<readonly HeldRow[] | undefined> =>
  twoPersons.rows === undefined ? undefined : heldRowsOf(await twoPersons.rows(tx, input));
