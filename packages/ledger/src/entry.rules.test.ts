import { vnd } from '@ansinh/contracts/vocabulary/money';
import fc from 'fast-check';
import { postingsOf } from './entry.rules';

const movement = fc.record({
  debit: fc.constantFrom('bank:970415', 'receivable:health', 'suspense'),
  credit: fc.constantFrom('receivable:health', 'income:health', 'suspense'),
  amountVnd: fc.bigInt({ min: -1_000_000n, max: 1_000_000n }).map(vnd),
});

describe('the postings of an entry', () => {
  it('balance, whatever moves between which accounts', () => {
    fc.assert(
      fc.property(fc.array(movement), (movements) => {
        const postings = postingsOf(movements);
        const debitVnd = postings.reduce((sum, posting) => sum + posting.debitVnd, 0n);
        expect(postings.reduce((sum, posting) => sum + posting.creditVnd, 0n)).toBe(debitVnd);
        for (const posting of postings) expect(posting.debitVnd > 0n !== posting.creditVnd > 0n).toBe(true);
      }),
      { seed: 20_261_124 },
    );
  });

  it('turn the sides round for what is taken back', () => {
    expect(postingsOf([{ debit: 'receivable:health', credit: 'income:health', amountVnd: vnd(-5n) }])).toEqual([
      { account: 'income:health', debitVnd: 5n, creditVnd: 0n },
      { account: 'receivable:health', debitVnd: 0n, creditVnd: 5n },
    ]);
  });
});
