import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { isPassDue, stillNeeded } from './field-key.rules';

describe('the columns of sealed values', () => {
  it.each([
    ['2026-11-30', '2026-11-30', true],
    ['2026-12-04', '2026-11-30', true],
    ['2026-12-06', '2026-11-30', true],
    ['2026-12-07', '2026-11-30', false],
    ['2026-12-11', '2026-11-30', false],
    ['2026-12-12', '2026-11-30', true],
    ['2026-12-13', '2026-11-30', true],
    ['2026-12-14', '2026-11-30', false],
  ])('are gone over on %s by a key that seals since %s: %s', (day, since, isDue) => {
    expect(isPassDue(localDate(day), localDate(since))).toBe(isDue);
  });

  it('say which of the missing keys they still need, and of what', () => {
    const counted = [
      { column: 'payouts.account_number', held: [{ key: '2026-1', values: 12 }] },
      {
        column: 'benefits.account_number',
        held: [
          { key: '', values: 4 },
          { key: '2027-1', values: 9 },
        ],
      },
      { column: 'facility_accounts.account_number', held: [{ key: '2026-1', values: 3 }] },
    ];
    expect(stillNeeded(['2025-1', '2026-1'], counted)).toEqual([
      '2026-1 (12 of payouts.account_number, 3 of facility_accounts.account_number)',
    ]);
    expect(stillNeeded(['2025-1'], counted)).toEqual([]);
  });
});
