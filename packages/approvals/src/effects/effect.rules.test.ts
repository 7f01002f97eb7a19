import fc from 'fast-check';
import { countsOf, firstOf, inOrder, type Line } from './effect.rules';

const label = () => ({ vi: 'việc', en: 'act' });
const lineOf = (more: Partial<Line>): Line => ({
  what: 'event',
  name: 'PayoutPaid',
  thing: '1',
  outcome: null,
  why: null,
  before: null,
  after: null,
  ...more,
});
const line: fc.Arbitrary<Line> = fc
  .record({
    what: fc.constantFrom('act' as const, 'event' as const, 'job' as const),
    name: fc.constantFrom('a', 'b'),
    thing: fc.constantFrom('1', '2', '3'),
    amount: fc.bigInt({ min: -5n, max: 1_000_000_000_000_000_000_000n }),
  })
  .map(({ amount, ...one }) => lineOf({ ...one, after: { amountVnd: String(amount), parts: [{ restVnd: '2' }] } }));

describe('what an act does', () => {
  it('is one whatever of two things was told first, and keeps what was said of each in its order', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (lines, choice) => {
        const left = [...lines];
        const keyOf = ({ what, name, thing }: Line) => `${what} ${name} ${thing}`;
        const mixed: Line[] = [];
        // Any order that keeps the lines of one thing as they were.
        while (left.length > 0) {
          const keys = [...new Set(left.map(keyOf))];
          const key = keys[(choice.next().value ?? 0) % keys.length];
          mixed.push(
            ...left.splice(
              left.findIndex((one) => keyOf(one) === key),
              1,
            ),
          );
        }
        expect(inOrder(mixed)).toEqual(inOrder(lines));
      }),
    );
  });

  it('is counted by kind, with the sums of its amounts in dong', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const counts = countsOf(lines, label);
        expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(lines.length);
        for (const { what, name, count, sumsVnd } of counts) {
          const same = lines.filter((one) => one.what === what && one.name === name);
          const amounts = same.map(({ after }) => BigInt((after as { amountVnd: string }).amountVnd));
          expect([count, sumsVnd]).toEqual([
            same.length,
            { amountVnd: String(amounts.reduce((sum, one) => sum + one, 0n)), restVnd: String(2 * same.length) },
          ]);
        }
      }),
    );
  });

  it('is shown without what is sealed or lets somebody in, and with long lists cut', () => {
    const after = { accountNumber: 'v1.x', secretHash: 'abc', claims: Array.from({ length: 23 }, (_, at) => at) };
    const [shown] = firstOf([lineOf({ after })], (text) => text === 'v1.x');
    expect(shown?.after).toEqual({
      accountNumber: '(sealed)',
      secretHash: '(hidden)',
      claims: [...Array.from({ length: 20 }, (_, at) => at), '(and 3 more)'],
    });
    expect(firstOf([lineOf({ what: 'job' })], () => false)).toEqual([]);
  });
});
