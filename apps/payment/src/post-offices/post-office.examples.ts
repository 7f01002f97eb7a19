import { CASH_PENSION, MONTH, POST_OFFICE } from '@ansinh/contracts/examples/story';

const { payoutId, uncollectedId, participantId, personalId, fullName, amountVnd } = CASH_PENSION;

const LISTED = {
  payoutId,
  kind: 'pension',
  beneficiary: { kind: 'participant', id: participantId },
  beneficiaryName: fullName,
  period: MONTH,
  amountVnd,
  channel: 'post-office',
  postOfficeCode: POST_OFFICE,
  status: 'created',
  reasonCode: null,
  paidAt: null,
} as const;

export const LISTING = {
  params: { code: POST_OFFICE },
  query: { status: 'created', period: MONTH },
  reply: { items: [LISTED] },
} as const;

export const PAYING = {
  params: { payoutId },
  body: {
    amountVnd,
    receiverPersonalId: personalId,
    paidAt: '2026-10-05T08:12:00+07:00',
    clerk: 'GDV-02 Nguyễn Thị Bưởi',
  },
  reply: { ...LISTED, status: 'paid', paidAt: '2026-10-05T01:12:00.000Z' },
} as const;

export const RETURNING = {
  params: { code: POST_OFFICE },
  body: { payoutIds: [uncollectedId], reason: 'not-collected' },
  reply: { returned: 1, lines: [{ payoutId: uncollectedId, outcome: 'returned' }] },
} as const;
