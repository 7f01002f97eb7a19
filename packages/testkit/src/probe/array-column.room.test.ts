import { arrayColumn, chunksOf, columnOf } from '@ansinh/database';
import fc from 'fast-check';
import type { PrismaClient } from '../generated/prisma/client';
import { type Room, startRoom } from '../rooms/room';
import { probeService } from './probe';

describe('an array column', () => {
  let room: Room<PrismaClient>;
  beforeAll(async () => {
    room = await startRoom(probeService);
  });
  afterAll(() => room.stop());

  // A NUL byte is the one character that PostgreSQL has no text for.
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }).filter((value) => !value.includes('\0')),
    fc.constantFrom('', 'NULL', 'null', '{', '}', '"', '\\', ' ', ',', "'", '\u00a0'),
    fc.constant(null),
  );

  it('reaches PostgreSQL as the same array, whatever the texts contain', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text), async (values) => {
        const [read] = await room.db.$queryRaw<{ values: (string | null)[]; names: (string | null)[] }[]>`
          SELECT ${arrayColumn(values)}::text[] AS values,
                 ${columnOf(
                   values.map((name) => ({ name })),
                   'name',
                 )}::text[] AS names`;
        expect(read).toEqual({ values, names: values });
      }),
      { seed: 20_261_124 },
    );
  });

  it('carries the largest amounts and times exactly, and what is not known as NULL', async () => {
    const amounts = [0n, -1n, 9_223_372_036_854_775_807n];
    const at = new Date('2026-10-05T01:30:00.123Z');
    const [read] = await room.db.$queryRaw<unknown[]>`
      SELECT ${arrayColumn(amounts)}::bigint[] AS amounts, ${columnOf([{ at }], 'at')}::timestamptz[] AS times,
             ${arrayColumn([1, null, undefined])}::int[] AS numbers`;
    expect(read).toEqual({ amounts, times: [at], numbers: [1, null, null] });
  });
});

describe('rows by chunks', () => {
  it('lose nothing', () => {
    expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(chunksOf([], 2)).toEqual([]);
  });
});
