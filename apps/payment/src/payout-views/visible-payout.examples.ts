import { MONTH, PENSION, PENSIONER } from '@ansinh/contracts/examples/story';

const { payoutId, monthlyVnd } = PENSION;
const { participantId, fullName } = PENSIONER;

const SENT = {
  payoutId,
  kind: 'pension',
  beneficiary: { kind: 'participant', id: participantId },
  beneficiaryName: fullName,
  period: MONTH,
  amountVnd: monthlyVnd,
  channel: 'bank',
  postOfficeCode: null,
  status: 'sent',
  reasonCode: null,
  paidAt: null,
} as const;

export const READING_PAYOUT = { params: { payoutId }, reply: SENT } as const;
export const LISTING_PAYOUTS = { params: { participantId }, reply: [SENT] } as const;
