import { type AccountFamilies, type AccountOf, openingOf } from './account.rules';

const FAMILIES = {
  bank: { vi: 'Tiền gửi tại ngân hàng', en: 'Money at bank', side: 'debit', members: 'any' },
  suspense: { vi: 'Tiền chờ xác định', en: 'Money in suspense', side: 'credit', members: 'none' },
  fund: {
    vi: 'Đã chi từ',
    en: 'Spent by the',
    side: 'debit',
    members: { health: { vi: 'quỹ bảo hiểm y tế', en: 'health-insurance fund' } },
  },
  owed: {
    vi: 'Còn phải trả',
    en: 'Payable to the',
    side: 'credit',
    members: { person: { vi: 'người hưởng', en: 'person' } },
    isOpen: true,
  },
} as const satisfies AccountFamilies;

describe('an account', () => {
  it.each<[AccountOf<typeof FAMILIES>, string, string, string]>([
    ['bank:970415', 'Tiền gửi tại ngân hàng 970415', 'Money at bank 970415', 'debit'],
    ['suspense', 'Tiền chờ xác định', 'Money in suspense', 'credit'],
    ['fund:health', 'Đã chi từ quỹ bảo hiểm y tế', 'Spent by the health-insurance fund', 'debit'],
    ['owed:person', 'Còn phải trả người hưởng', 'Payable to the person', 'credit'],
    ['owed:of-a-later-release', 'Còn phải trả of-a-later-release', 'Payable to the of-a-later-release', 'credit'],
    ['owed:toString', 'Còn phải trả toString', 'Payable to the toString', 'credit'],
  ])('%s is opened with the names of its family and member', (account, nameVi, nameEn, side) => {
    expect(openingOf(FAMILIES, account)).toEqual({ account, nameVi, nameEn, side });
  });

  it.each(['bank', 'bank:', 'suspense:x', 'fund', 'fund:pension', 'fund:toString', 'toString', 'payable:x', ''])(
    '%j is none of the plan',
    (account) => {
      expect(() => openingOf(FAMILIES, account)).toThrow(`the books have no account ${account}`);
    },
  );
});
