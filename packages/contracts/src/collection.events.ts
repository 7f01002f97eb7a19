import { z } from 'zod';
import { FundName } from './enrollment.events';
import { type EventData, eventsOf } from './envelope';
import { Id } from './identifiers';
import { VndAmount } from './money';
import { LocalDateText, YearMonthText } from './time';

const event = eventsOf('collection');

export const FundAmount = z.object({ fund: FundName, employeeVnd: VndAmount, employerVnd: VndAmount });
export type FundAmount = z.infer<typeof FundAmount>;

export const ContributionAssessed = event({
  name: 'ContributionAssessed',
  aggregate: 'statements',
  description: 'What one employer owes for one month, per fund.',
  data: z.object({
    statementId: Id,
    employerId: Id,
    month: YearMonthText,
    dueDate: LocalDateText,
    workers: z.int().nonnegative(),
    totalVnd: VndAmount,
    funds: z.array(FundAmount),
    reference: z.string(),
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
    month: YearMonthText,
    creditId: Id,
    amountVnd: VndAmount,
    paidOn: LocalDateText,
    /** True once the health-insurance part of the month is wholly paid: cards may become valid. */
    healthPaid: z.boolean(),
    settled: z.boolean(),
  }),
});
export type ContributionPaid = EventData<typeof ContributionPaid>;

export const HouseholdPremiumAssessed = event({
  name: 'HouseholdPremiumAssessed',
  aggregate: 'premiums',
  description: 'What a household owes for its order, member by member.',
  data: z.object({
    orderId: Id,
    householdId: Id,
    reference: z.string(),
    totalVnd: VndAmount,
    members: z.array(z.object({ participantId: Id, amountVnd: VndAmount })),
  }),
});
export type HouseholdPremiumAssessed = EventData<typeof HouseholdPremiumAssessed>;

export const HouseholdPremiumPaid = event({
  name: 'HouseholdPremiumPaid',
  aggregate: 'premiums',
  description: 'The premium of an order is wholly paid.',
  data: z.object({ orderId: Id, householdId: Id, paidOn: LocalDateText, totalVnd: VndAmount }),
});
export type HouseholdPremiumPaid = EventData<typeof HouseholdPremiumPaid>;

export const CreditReceived = event({
  name: 'CreditReceived',
  aggregate: 'credits',
  description: 'Money arrived on an account of the agency; suspense holds what could not be matched.',
  data: z.object({
    creditId: Id,
    bankBin: z.string(),
    bankReference: z.string(),
    amountVnd: VndAmount,
    receivedOn: LocalDateText,
    allocatedVnd: VndAmount,
    suspenseVnd: VndAmount,
  }),
});
export type CreditReceived = EventData<typeof CreditReceived>;
