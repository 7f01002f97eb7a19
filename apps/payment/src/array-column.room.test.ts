import fc from 'fast-check';
import { type PaymentRoom, startPaymentRoom } from '../testing/payment';
import { chunksOf, columnOf } from './array-column';

describe('a column of many rows', () => {
  let room: PaymentRoom;
  beforeAll(async () => {
    room = await startPaymentRoom();
  });
  afterAll(() => room.stop());

  it('reaches the database as it is, whatever a name contains', async () => {
    // A NUL byte is the one character that PostgreSQL has no text for.
    const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((value) => !value.includes('\0'));
    const name = fc.oneof(
      text,
      fc.constantFrom('', 'NULL', 'null', '{', '"', '\\', ' ', ',', "'", '\u00a0'),
      fc.constant(null),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ name })), async (rows) => {
        const [read] = await room.db.$queryRaw<{ names: (string | null)[] }[]>`
          SELECT ${columnOf(rows, 'name')}::text[] AS names`;
        expect(read?.names).toEqual(rows.map((row) => row.name));
      }),
      { seed: 20_261_124 },
    );
  });

  it('carries amounts and times exactly', async () => {
    const rows = [{ amountVnd: 9_223_372_036_854_775_807n, at: new Date('2026-10-05T01:30:00.123Z') }];
    const [read] = await room.db.$queryRaw<unknown[]>`
      SELECT ${columnOf(rows, 'amountVnd')}::bigint[] AS amounts, ${columnOf(rows, 'at')}::timestamptz[] AS times`;
    expect(read).toEqual({ amounts: [9_223_372_036_854_775_807n], times: [rows[0]?.at] });
  });

  it('is cut into chunks that lose nothing', () => {
    expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(chunksOf([], 2)).toEqual([]);
  });
});
