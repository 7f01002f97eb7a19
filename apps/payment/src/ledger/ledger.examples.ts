import { BANK_BIN, PENSION } from '@ansinh/contracts/examples/story';

const { monthlyVnd } = PENSION;

/** One pension was spent by its fund, and is paid: it is owed no more, and has left the bank. */
export const READING = {
  reply: {
    accounts: [
      {
        account: `bank:${BANK_BIN}`,
        name: { vi: `Tiền gửi tại ngân hàng ${BANK_BIN}`, en: `Money at bank ${BANK_BIN}` },
        side: 'debit',
        debitVnd: '0',
        creditVnd: monthlyVnd,
      },
      {
        account: 'fund:pension',
        name: { vi: 'Đã chi từ quỹ hưu trí và tử tuất', en: 'Spent by the retirement and survivorship fund' },
        side: 'debit',
        debitVnd: monthlyVnd,
        creditVnd: '0',
      },
      {
        account: 'payable:participant',
        name: { vi: 'Còn phải trả người hưởng', en: 'Payable to the participant' },
        side: 'credit',
        debitVnd: monthlyVnd,
        creditVnd: monthlyVnd,
      },
    ],
    debitVnd: '9977826',
    creditVnd: '9977826',
    balanced: true,
  },
} as const;
