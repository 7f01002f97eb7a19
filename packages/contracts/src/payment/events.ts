import { z } from 'zod';
import { InstantText, LocalDateText, YearMonthText } from '../vocabulary/calendar';
import { Id, PostOfficeCode } from '../vocabulary/identifiers';
import { PositiveVndAmount, VndAmount } from '../vocabulary/money';
import { type EventData, eventsOf } from '../wire/envelope';
import { BENEFIT_PAYMENTS, BeneficiaryKind, BenefitKind, PayoutChannel, PayoutKind } from './kinds';

const event = eventsOf('payment');

export const BenefitPayment = z.enum(BENEFIT_PAYMENTS).meta({ id: 'BenefitPayment' });
export type BenefitPayment = z.infer<typeof BenefitPayment>;

export const BenefitDecided = event({
  name: 'BenefitDecided',
  aggregate: 'benefits',
  description: 'Two officers decided a benefit.',
  data: z.object({
    benefitId: Id,
    participantId: Id,
    kind: BenefitKind.describe('Which benefit'),
    decision: z.enum(['approved', 'refused']).describe('What the second officer decided'),
    payment: BenefitPayment.describe('Whether the amount is paid every month or once'),
    amountVnd: VndAmount.describe('What is paid each time, also of a refused benefit'),
    fromMonth: YearMonthText.describe('First month with the benefit, or the month that a single payment is for'),
    subjectId: Id.optional().describe('Whom the benefit is about, when that is not its receiver: the deceased'),
  }),
});
export type BenefitDecided = EventData<typeof BenefitDecided>;

const PAYOUT = {
  payoutId: Id,
  kind: PayoutKind.describe('What is paid'),
  sourceId: Id.describe('The benefit, settlement or advance that is paid'),
  beneficiary: z
    .object({
      kind: BeneficiaryKind.describe('What the beneficiary is'),
      id: z.string().describe('Id of the participant, or code of the facility'),
    })
    .describe('Who is paid'),
  period: YearMonthText.describe('Month that is paid'),
  amountVnd: PositiveVndAmount.describe('What is paid'),
  channel: PayoutChannel.describe('How the money goes out'),
  postOfficeCode: PostOfficeCode.optional().describe('Where the money is collected, when it is paid in cash'),
};

export const PayoutCreated = event({
  name: 'PayoutCreated',
  aggregate: 'payouts',
  description: 'Money is owed to a beneficiary and will be sent through a channel.',
  data: z.object(PAYOUT),
});
export type PayoutCreated = EventData<typeof PayoutCreated>;

export const PayoutPaid = event({
  name: 'PayoutPaid',
  aggregate: 'payouts',
  description: 'The bank or the post office confirmed the payment.',
  data: z.object({ ...PAYOUT, paidAt: InstantText.describe('When the beneficiary got the money') }),
});
export type PayoutPaid = EventData<typeof PayoutPaid>;

export const PayoutReturned = event({
  name: 'PayoutReturned',
  aggregate: 'payouts',
  description: 'The channel could not pay; the money is owed still. The reason is an ISO 20022 code.',
  data: z.object({
    ...PAYOUT,
    reasonCode: z.string().describe('ISO 20022 reason, e.g. `AC04` for a closed account'),
    returnedAt: InstantText.describe('When the channel gave the money back'),
  }),
});
export type PayoutReturned = EventData<typeof PayoutReturned>;

export const PayoutRedirected = event({
  name: 'PayoutRedirected',
  aggregate: 'payouts',
  description: 'A returned payout goes out again through another channel.',
  data: z.object(PAYOUT),
});
export type PayoutRedirected = EventData<typeof PayoutRedirected>;

export const PayoutBatchApproved = event({
  name: 'PayoutBatchApproved',
  aggregate: 'payout-batches',
  description:
    'A list of payouts for one bank was built by one officer and approved by another; the bank may fetch it.',
  data: z.object({
    batchId: Id,
    bankBin: z.string().describe('The bank that executes the batch'),
    payouts: z.int().positive().describe('How many payouts the batch holds'),
    sumVnd: PositiveVndAmount.describe('Their sum'),
    executionDate: LocalDateText.describe('Day on which the bank shall pay'),
  }),
});
export type PayoutBatchApproved = EventData<typeof PayoutBatchApproved>;
