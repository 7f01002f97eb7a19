import fc from 'fast-check';
import { type Collection, startCollection } from '../testing/region';
import { arrayParameter } from './array-parameter';

describe('an array parameter', () => {
  let room: Collection;
  beforeAll(async () => {
    room = await startCollection();
  });
  afterAll(() => room.stop());

  it('reaches PostgreSQL as the same array, whatever the texts contain', async () => {
    // A NUL byte is the one character that PostgreSQL has no text for.
    const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((value) => !value.includes('\0'));
    const texts = fc.array(
      fc.oneof(text, fc.constantFrom('', 'NULL', '{', '"', '\\', ' ', ',', "'"), fc.constant(null)),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (values) => {
        const [row] = await room.db.$queryRaw<{ values: (string | null)[] }[]>`
          SELECT ${arrayParameter(values)}::text[] AS values`;
        expect(row?.values).toEqual(values);
      }),
    );
  });

  it('carries the largest amounts exactly', async () => {
    const amounts = [0n, -1n, 9_223_372_036_854_775_807n];
    const [row] = await room.db.$queryRaw<{ values: bigint[] }[]>`
      SELECT ${arrayParameter(amounts)}::bigint[] AS values`;
    expect(row?.values).toEqual(amounts);
  });
});
