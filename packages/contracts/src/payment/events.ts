import { z } from 'zod';
import { InstantText, LocalDateText, YearMonthText } from '../vocabulary/calendar';
import { Id } from '../vocabulary/identifiers';
import { PositiveVndAmount, VndAmount } from '../vocabulary/money';
import { type EventData, eventsOf } from '../wire/envelope';

const event = eventsOf('payment');

export const BenefitKind = z.enum(['pension']).meta({ id: 'BenefitKind' });
export type BenefitKind = z.infer<typeof BenefitKind>;

export const BenefitDecided = event({
  name: 'BenefitDecided',
  aggregate: 'benefits',
  description: 'Two officers decided a benefit.',
  data: z.object({
    benefitId: Id,
    participantId: Id,
    kind: BenefitKind.describe('Which benefit'),
    decision: z.enum(['approved', 'refused']).describe('What the second officer decided'),
    monthlyVnd: VndAmount.describe('Amount per month, also of a refused benefit'),
    fromMonth: YearMonthText.describe('First month with the benefit'),
  }),
});
export type BenefitDecided = EventData<typeof BenefitDecided>;

export const PayoutKind = z.enum(['pension', 'settlement']).meta({ id: 'PayoutKind' });
export type PayoutKind = z.infer<typeof PayoutKind>;
export const PayoutChannel = z.enum(['bank', 'post-office']).meta({ id: 'PayoutChannel' });
export type PayoutChannel = z.infer<typeof PayoutChannel>;

const PAYOUT = {
  payoutId: Id,
  kind: PayoutKind.describe('What is paid'),
  sourceId: Id.describe('The settlement or benefit that is paid'),
  beneficiary: z
    .object({
      kind: z.enum(['participant', 'facility']).describe('What the beneficiary is'),
      id: z.string().describe('Id of the participant, or code of the facility'),
    })
    .describe('Who is paid'),
  period: YearMonthText.describe('Month that is paid'),
  amountVnd: PositiveVndAmount.describe('What is paid'),
  channel: PayoutChannel.describe('How the money goes out'),
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
