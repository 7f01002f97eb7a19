import { hundredths, least } from '@ansinh/contracts/vocabulary/money';
import fc from 'fast-check';
import type { LineState } from '../../claim/claim.rules';
import { decide } from './decision.rules';

const line = (row: number, fundAmount: bigint, changes: Partial<LineState> = {}): LineState => ({
  table: 'XML3',
  row,
  fundAmount: hundredths(fundAmount),
  fundPays: hundredths(fundAmount),
  refused: false,
  ...changes,
});
const lines = [line(1, 100n), line(2, 250n), line(3, 400n, { fundPays: hundredths(0n), refused: true })];
const questions = [
  { question: 1, table: 'XML3', row: 2 },
  { question: 2, table: 'XML1', row: 1 },
];
const reason = 'seen in the record';

describe('decisions of an officer', () => {
  it('that pay a question leave its line, and those that refuse take the line alone', () => {
    expect(decide({ lines, questions }, [{ question: 1, result: 'pay', reason }])).toMatchObject({
      errors: [],
      changed: [],
      sum: 350n,
    });
    expect(decide({ lines, questions }, [{ question: 1, result: 'refuse', reason }])).toMatchObject({
      errors: [],
      changed: [{ row: 2, fundPays: 0n, refused: true }],
      sum: 100n,
    });
  });

  it('that refuse a question about the whole claim take all of it', () => {
    expect(decide({ lines, questions }, [{ question: 2, result: 'refuse', reason }]).sum).toBe(0n);
  });

  it('on lines reduce, refuse, and pay again what a rule has refused', () => {
    const decided = decide({ lines, questions }, [
      { table: 'XML3', row: 1, result: 'reduce', fundPays: '0.99', reason },
      { table: 'XML3', row: 2, result: 'refuse', reason },
      { table: 'XML3', row: 3, result: 'pay', reason },
    ]);
    expect(decided).toMatchObject({ errors: [], sum: 499n });
    expect(decided.changed.map(({ row, fundPays, refused }) => [row, fundPays, refused])).toEqual([
      [1, 99n, false],
      [2, 0n, true],
      [3, 400n, false],
    ]);
  });

  it.each([
    ['a question that is not open', { question: 9, result: 'pay', reason } as const, '/decisions/0/question'],
    ['a line that is not there', { table: 'XML2', row: 1, result: 'pay', reason } as const, '/decisions/0/row'],
    [
      'more than was claimed',
      { table: 'XML3', row: 1, result: 'reduce', fundPays: '1.01', reason } as const,
      '/decisions/0/fundPays',
    ],
    [
      'a reduction without an amount',
      { table: 'XML3', row: 1, result: 'reduce', reason } as const,
      '/decisions/0/fundPays',
    ],
    [
      'an amount without a reduction',
      { table: 'XML3', row: 1, result: 'pay', fundPays: '1.00', reason } as const,
      '/decisions/0/fundPays',
    ],
  ])('do not fit with %s', (_, decision, pointer) => {
    expect(decide({ lines, questions }, [decision]).errors.map((error) => error.pointer)).toEqual([pointer]);
  });

  it('answer one question once', () => {
    const twice = [
      { question: 1, result: 'pay', reason },
      { question: 1, result: 'refuse', reason },
    ] as const;
    expect(decide({ lines, questions }, twice).errors).toMatchObject([{ pointer: '/decisions/1/question' }]);
  });

  it('never make the fund pay more than was claimed, nor less than nothing', () => {
    const bill = fc.array(fc.record({ claimed: fc.bigInt(0n, 1_000n), paid: fc.bigInt(0n, 1_000n) }), { minLength: 1 });
    const acts = fc.array(
      fc.record({
        at: fc.nat(20),
        result: fc.constantFrom('pay' as const, 'refuse' as const, 'reduce' as const),
        amount: fc.nat(2_000),
      }),
    );
    fc.assert(
      fc.property(bill, acts, (amounts, chosen) => {
        const all = amounts.map(({ claimed, paid }, index) =>
          line(index + 1, claimed, { fundPays: hundredths(least(paid, claimed)) }),
        );
        const decisions = chosen.map(({ at, result, amount }) => {
          const decision = { table: 'XML3', row: (at % all.length) + 1, result, reason } as const;
          return result === 'reduce' ? { ...decision, fundPays: (amount / 100).toFixed(2) } : decision;
        });
        const decided = decide({ lines: all, questions: [] }, decisions);
        for (const { fundPays, fundAmount, refused } of decided.lines) {
          expect(fundPays >= 0n && fundPays <= fundAmount).toBe(true);
          if (refused) expect(fundPays).toBe(0n);
        }
        expect(decided.sum).toBe(decided.lines.reduce((sum, { fundPays }) => sum + fundPays, 0n));
      }),
    );
  });
});
