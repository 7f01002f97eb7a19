import type { TrialBalanceAccount } from '@ansinh/contracts/payment/api';

const FUNDS = [
  ['accident', 'quỹ tai nạn lao động, bệnh nghề nghiệp', 'occupational accident and disease fund', '47500'],
  ['health', 'quỹ bảo hiểm y tế', 'health-insurance fund', '427500'],
  ['retirement', 'quỹ hưu trí và tử tuất', 'retirement and survivorship fund', '2090000'],
  ['sickness-maternity', 'quỹ ốm đau và thai sản', 'sickness and maternity fund', '285000'],
  ['unemployment', 'quỹ bảo hiểm thất nghiệp', 'unemployment fund', '190000'],
] as const;

const INCOME = FUNDS.map(
  ([fund, vi, en, creditVnd]): TrialBalanceAccount => ({
    account: `income:${fund}`,
    name: { vi: `Thu: ${vi}`, en: `Income: ${en}` },
    side: 'credit',
    debitVnd: '0',
    creditVnd,
  }),
);
const RECEIVABLE = FUNDS.map(
  ([fund, vi, en, paidVnd]): TrialBalanceAccount => ({
    account: `receivable:${fund}`,
    name: { vi: `Phải thu: ${vi}`, en: `Receivable: ${en}` },
    side: 'debit',
    debitVnd: paidVnd,
    creditVnd: paidVnd,
  }),
);

/** One employer was assessed at 3,040,000 dong and has paid it: the money came in, was matched, and is owed by nobody. */
export const READING = {
  reply: {
    accounts: [
      {
        account: 'bank:970436',
        name: { vi: 'Tiền gửi tại ngân hàng 970436', en: 'Money at bank 970436' },
        side: 'debit',
        debitVnd: '3040000',
        creditVnd: '0',
      },
      ...INCOME,
      ...RECEIVABLE,
      {
        account: 'suspense',
        name: { vi: 'Tiền chờ xác định', en: 'Money in suspense' },
        side: 'credit',
        debitVnd: '3040000',
        creditVnd: '3040000',
      },
    ],
    debitVnd: '9120000',
    creditVnd: '9120000',
    balanced: true,
  },
} as const;
