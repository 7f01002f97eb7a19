import { z } from 'zod';
import { LocalDateText, YearMonthText } from '../vocabulary/calendar';
import { FundName } from '../vocabulary/funds';
import { Id, UnitCode } from '../vocabulary/identifiers';
import { VndAmount } from '../vocabulary/money';
import { type EventData, eventsOf } from '../wire/envelope';
import { ArrearsOwner, ArrearsStage } from './kinds';

const event = eventsOf('collection');

export const FundAmount = z.object({
  fund: FundName.describe('Which fund'),
  employeeVnd: VndAmount.describe('Part of the workers'),
  employerVnd: VndAmount.describe('Part of the employer'),
});
export type FundAmount = z.infer<typeof FundAmount>;

export const ContributionAssessed = event({
  name: 'ContributionAssessed',
  aggregate: 'statements',
  description: 'What one employer owes for one month, per fund.',
  data: z.object({
    statementId: Id,
    employerId: Id,
    month: YearMonthText.describe('Month of the contributions'),
    dueDate: LocalDateText.describe('Last day to pay without interest'),
    workers: z.int().nonnegative().describe('How many workers are counted'),
    totalVnd: VndAmount.describe('All funds together'),
    funds: z.array(FundAmount).describe('What is owed, fund by fund'),
    reference: z.string().describe('What a transfer must name to pay the statement'),
  }),
});
export type ContributionAssessed = EventData<typeof ContributionAssessed>;

export const ContributionPaid = event({
  name: 'ContributionPaid',
  aggregate: 'statements',
  description: 'A credit was allocated to the statement of an employer and month.',
  data: z.object({
    statementId: Id,
    employerId: Id,
    month: YearMonthText.describe('Month of the contributions'),
    creditId: Id,
    amountVnd: VndAmount.describe('What of the credit went to this statement'),
    paidOn: LocalDateText.describe('Day on which the bank booked the credit'),
    healthPaid: z.boolean().describe('The health-insurance part of the month is wholly paid: cards may become valid'),
    settled: z.boolean().describe('Nothing of the statement is owed any more'),
  }),
});
export type ContributionPaid = EventData<typeof ContributionPaid>;

export const ArrearsReported = event({
  name: 'ArrearsReported',
  aggregate: 'arrears',
  description:
    'Contributions of an employer and month are unpaid after their last day: told once for each stage. The aggregate is the statement.',
  data: z.object({
    statementId: Id,
    employerId: Id,
    unitCode: UnitCode,
    month: YearMonthText.describe('Month of the contributions'),
    dueDate: LocalDateText.describe('Last day to pay without interest'),
    stage: ArrearsStage.describe('How far it has come'),
    owner: z
      .object({ kind: ArrearsOwner, id: z.string().describe('Unit code of the employer, or code of the agency') })
      .describe('Whom it concerns: the employer; the agency when it may be evasion'),
    outstandingVnd: VndAmount.describe('Contributions that are not paid'),
    interestVnd: VndAmount.describe('Interest that is owed on the day'),
    asOf: LocalDateText.describe('The day that amounts and days are counted to'),
    daysLate: z.int().positive().describe('Days since the last day to pay'),
    evasionOn: LocalDateText.describe('From this day on it may be evasion, when the employer was urged before'),
  }),
});
export type ArrearsReported = EventData<typeof ArrearsReported>;

export const HouseholdPremiumAssessed = event({
  name: 'HouseholdPremiumAssessed',
  aggregate: 'premiums',
  description: 'What a household owes for its order, member by member.',
  data: z.object({
    orderId: Id,
    householdId: Id,
    reference: z.string().describe('What a transfer must name to pay the order'),
    totalVnd: VndAmount.describe('Premium of all members'),
    members: z
      .array(z.object({ participantId: Id, amountVnd: VndAmount.describe('Premium of the member') }))
      .describe('The premium, member by member'),
  }),
});
export type HouseholdPremiumAssessed = EventData<typeof HouseholdPremiumAssessed>;

export const HouseholdPremiumPaid = event({
  name: 'HouseholdPremiumPaid',
  aggregate: 'premiums',
  description: 'The premium of an order is wholly paid.',
  data: z.object({
    orderId: Id,
    householdId: Id,
    paidOn: LocalDateText.describe('Day on which the last part was paid'),
    totalVnd: VndAmount.describe('Premium of all members'),
  }),
});
export type HouseholdPremiumPaid = EventData<typeof HouseholdPremiumPaid>;

export const CreditReceived = event({
  name: 'CreditReceived',
  aggregate: 'credits',
  description: 'Money arrived on an account of the agency; suspense holds what could not be matched.',
  data: z.object({
    creditId: Id,
    bankBin: z.string().describe('The bank that reported the credit'),
    bankReference: z.string().describe("The bank's own reference, unique within the bank"),
    amountVnd: VndAmount.describe('What arrived'),
    receivedOn: LocalDateText.describe('Day on which the bank booked the credit'),
    allocatedVnd: VndAmount.describe('What was matched to statements and orders'),
    suspenseVnd: VndAmount.describe('What waits for an officer'),
  }),
});
export type CreditReceived = EventData<typeof CreditReceived>;
