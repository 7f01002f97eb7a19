import type { FileRow } from '@ansinh/contracts/operations/held-rows.api';
import fc from 'fast-check';
import { countsOf, firstOf, heldRowsOf } from './row.rules';

const values = fc.option(fc.dictionary(fc.constantFrom('price', 'name'), fc.constantFrom('1', '2'), { maxKeys: 2 }));
const fileRow: fc.Arbitrary<FileRow> = fc
  .record({ before: values, after: values, faults: fc.array(fc.constant('is no price'), { maxLength: 1 }) })
  .map((one) => ({ row: 1, key: 'a', ...one }));

/** Said of each row in words of its own. */
const kindOf = ({ before, after, faults = [] }: FileRow): string => {
  if (faults.length > 0) return 'refused';
  if (before !== null && after !== null) return JSON.stringify(before) === JSON.stringify(after) ? 'same' : 'changed';
  return before === null ? 'added' : 'removed';
};

describe('the rows of a file', () => {
  it('each do one thing, and are counted by what they do', () => {
    fc.assert(
      fc.property(fc.array(fileRow, { maxLength: 60 }), (rows) => {
        const held = heldRowsOf(rows);
        expect(held.map(({ change }) => change)).toEqual(rows.map(kindOf));
        const { total, ...counts } = countsOf(held);
        expect(total).toBe(rows.length);
        for (const [change, count] of Object.entries(counts))
          expect(count).toBe(rows.filter((row) => kindOf(row) === change).length);
      }),
    );
  });

  it('are shown first where they do something, twenty of them', () => {
    fc.assert(
      fc.property(fc.array(fileRow, { maxLength: 60 }), (rows) => {
        const held = heldRowsOf(rows);
        expect(firstOf(held)).toEqual(held.filter(({ change }) => change !== 'same').slice(0, 20));
      }),
    );
  });
});
