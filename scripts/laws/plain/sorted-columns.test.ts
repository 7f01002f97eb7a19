import { houseOf } from '../house/house.mts';
import { sortedColumns } from './sorted-columns.mts';

const planted = (statement: string) =>
  sortedColumns
    .check(
      houseOf(
        new Map([
          [
            'apps/payment/src/payouts/payout.store.ts',
            `export const f = ({ db }: Tx) => db.$queryRaw<Row[]>\`${statement}\`;`,
          ],
        ]),
      ),
    )
    .map(({ sentence }) => sentence);

describe('The law of sorted columns', () => {
  it.each([
    'SELECT position::text, amount FROM entries ORDER BY entries.position',
    'SELECT position, amount::text FROM entries ORDER BY position',
    'SELECT position::text AS "at" FROM entries ORDER BY position',
    'SELECT position FROM entries WHERE place::text = $place ORDER BY place',
    'SELECT position::text, (SELECT json_agg(line ORDER BY position) FROM lines) FROM entries',
    'SELECT id::text FROM entries ORDER BY id::text COLLATE "C"',
    'SELECT position::text::int FROM entries ORDER BY position',
  ])('lets be: %s', (statement) => {
    expect(planted(statement)).toEqual([]);
  });

  it.each([
    ['SELECT position::text, amount FROM entries ORDER BY position', 'position'],
    ['SELECT position::text FROM entries ORDER BY at DESC, position DESC LIMIT 5', 'position'],
    ['SELECT place::text AS position FROM entries ORDER BY position', 'position'],
    ['SELECT e.position::text FROM entries AS e ORDER BY position FOR UPDATE', 'position'],
    ["SELECT to_char(at AT TIME ZONE 'UTC', 'DD.MM.') AS at FROM entries ORDER BY at", 'at'],
    ['SELECT total FROM (SELECT number::text, total FROM sums ORDER BY number) AS first', 'number'],
  ])('finds a text that is sorted: %s', (statement, name) => {
    expect(planted(statement)).toEqual([
      `ORDER BY ${name} sorts the text that is answered, not the column: name its table, as in ORDER BY payouts.${name}`,
    ]);
  });
});
