import { MONTH, POST_OFFICE } from '@ansinh/contracts/examples/story';

const PAYOUT_ID = '01a109ae-99c0-7f06-8b1c-5d2f3a4b6c56';

/** Its account was closed (AC04): it goes out in cash. */
export const REDIRECTING = {
  params: { payoutId: PAYOUT_ID },
  body: {
    destination: { channel: 'post-office', postOfficeCode: POST_OFFICE },
    reason: 'Người hưởng báo đã đóng tài khoản, đề nghị nhận tiền mặt tại bưu điện.',
  },
  reply: {
    payoutId: PAYOUT_ID,
    kind: 'pension',
    beneficiary: { kind: 'participant', id: '01a109ae-99c0-7a07-8b1c-5d2f3a4b6c17' },
    beneficiaryName: 'Võ Thị Ngọc Hằng',
    period: MONTH,
    amountVnd: '2870400',
    channel: 'post-office',
    postOfficeCode: POST_OFFICE,
    status: 'created',
    reasonCode: null,
    paidAt: null,
  },
} as const;
