import { z } from 'zod';
import { type EventData, eventsOf } from './envelope';
import { Id } from './identifiers';
import { PositiveVndAmount, VndAmount } from './money';
import { InstantText, LocalDateText, YearMonthText } from './time';

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
    kind: BenefitKind,
    decision: z.enum(['approved', 'refused']),
    monthlyVnd: VndAmount,
    fromMonth: YearMonthText,
  }),
});
export type BenefitDecided = EventData<typeof BenefitDecided>;

export const PayoutKind = z.enum(['pension', 'settlement']).meta({ id: 'PayoutKind' });
export type PayoutKind = z.infer<typeof PayoutKind>;
export const PayoutChannel = z.enum(['bank', 'post-office']).meta({ id: 'PayoutChannel' });
export type PayoutChannel = z.infer<typeof PayoutChannel>;

const payout = {
  payoutId: Id,
  kind: PayoutKind,
  /** The settlement or benefit that is paid, and to whom. */
  sourceId: Id,
  beneficiary: z.object({ kind: z.enum(['participant', 'facility']), id: z.string() }),
  period: YearMonthText,
  amountVnd: PositiveVndAmount,
  channel: PayoutChannel,
};

export const PayoutCreated = event({
  name: 'PayoutCreated',
  aggregate: 'payouts',
  description: 'Money is owed to a beneficiary and will be sent through a channel.',
  data: z.object(payout),
});
export type PayoutCreated = EventData<typeof PayoutCreated>;

export const PayoutPaid = event({
  name: 'PayoutPaid',
  aggregate: 'payouts',
  description: 'The bank or the post office confirmed the payment.',
  data: z.object({ ...payout, paidAt: InstantText }),
});
export type PayoutPaid = EventData<typeof PayoutPaid>;

export const PayoutReturned = event({
  name: 'PayoutReturned',
  aggregate: 'payouts',
  description: 'The channel could not pay; the money is owed still. The reason is an ISO 20022 code.',
  data: z.object({ ...payout, reasonCode: z.string(), returnedAt: InstantText }),
});
export type PayoutReturned = EventData<typeof PayoutReturned>;

export const PayoutRedirected = event({
  name: 'PayoutRedirected',
  aggregate: 'payouts',
  description: 'A returned payout goes out again through another channel.',
  data: z.object(payout),
});
export type PayoutRedirected = EventData<typeof PayoutRedirected>;

export const PayoutBatchApproved = event({
  name: 'PayoutBatchApproved',
  aggregate: 'payout-batches',
  description:
    'A list of payouts for one bank was built by one officer and approved by another; the bank may fetch it.',
  data: z.object({
    batchId: Id,
    bankBin: z.string(),
    payouts: z.int().positive(),
    sumVnd: PositiveVndAmount,
    executionDate: LocalDateText,
  }),
});
export type PayoutBatchApproved = EventData<typeof PayoutBatchApproved>;
