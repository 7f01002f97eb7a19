import type { CardActivated } from '@ansinh/contracts/enrollment/events';
import type { ClaimAppraised } from '@ansinh/contracts/health-insurance/events';
import type { BenefitDecided, PayoutCreated, PayoutPaid, PayoutReturned } from '@ansinh/contracts/payment/events';
import { BENEFICIARY_KINDS, type KnownBeneficiaryKind } from '@ansinh/contracts/payment/kinds';
import { type LocalDate, vietNamDate, type YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { EventData } from '@ansinh/contracts/wire/envelope';
import { knownKind } from '@ansinh/contracts/wire/open-kind';
import type { Notice } from '../templates/notice.rules';

/** To whom an event says what; undefined when it concerns no participant. */
export type Addressed = { readonly participantId: string; readonly notice: Notice };

export const ofCard = (data: EventData<typeof CardActivated>): Addressed => {
  const { participantId, validFrom, validTo, fiveYearsOn } = data;
  return { participantId, notice: { template: 'card-activated.v1', values: { validFrom, validTo, fiveYearsOn } } };
};

type Payout = Pick<EventData<typeof PayoutCreated>, 'beneficiary' | 'amountVnd' | 'period' | 'channel'>;

/** Settlements go to facilities, who are told by other ways; so is whoever a later release pays. */
const IS_TOLD = { participant: true, facility: false } as const satisfies Record<KnownBeneficiaryKind, boolean>;
const isTold = (kind: string): boolean => {
  const known = knownKind(BENEFICIARY_KINDS, kind);
  return known !== undefined && IS_TOLD[known];
};

const ofPayout = (payout: Payout, noticeOf: (values: PayoutValues) => Notice): Addressed | undefined => {
  const { beneficiary, amountVnd: amount, period, channel } = payout;
  return isTold(beneficiary.kind)
    ? { participantId: beneficiary.id, notice: noticeOf({ amount, period, channel }) }
    : undefined;
};
type PayoutValues = { readonly amount: string; readonly period: YearMonth; readonly channel: Payout['channel'] };

export const ofPayoutCreated = (data: Payout): Addressed | undefined =>
  ofPayout(data, (values) => ({ template: 'payout-created.v1', values }));

export const ofPayoutPaid = (data: EventData<typeof PayoutPaid>): Addressed | undefined =>
  ofPayout(data, (values) => ({
    template: 'payout-paid.v1',
    values: { ...values, paidOn: vietNamDate(new Date(data.paidAt)) },
  }));

export const ofPayoutReturned = (data: EventData<typeof PayoutReturned>): Addressed | undefined =>
  ofPayout(data, (values) => ({
    template: 'payout-returned.v1',
    values: { ...values, returnedOn: vietNamDate(new Date(data.returnedAt)) },
  }));

type Claim = EventData<typeof ClaimAppraised>;

const CLAIM_NOTICES = {
  accepted: ({ month, fundPays }) => ({ template: 'claim-accepted.v1', values: { month, fundPays } }),
  returned: ({ month }) => ({ template: 'claim-returned.v1', values: { month } }),
} as const satisfies Record<Claim['outcome'], (claim: Claim) => Notice>;

/** A visit was answered. Neither facility nor findings are named: the notice may be read over a shoulder. */
export const ofClaim = (claim: Claim): Addressed | undefined => {
  const { participantId, outcome } = claim;
  return participantId === null ? undefined : { participantId, notice: CLAIM_NOTICES[outcome](claim) };
};

type Benefit = EventData<typeof BenefitDecided>;

const BENEFIT_NOTICES = {
  approved: ({ amountVnd: monthly, fromMonth }) => ({
    template: 'benefit-approved.v1',
    values: { monthly, fromMonth },
  }),
  refused: () => ({ template: 'benefit-refused.v1', values: {} }),
} as const satisfies Record<Benefit['decision'], (benefit: Benefit) => Notice>;

export const ofBenefit = (benefit: Benefit): Addressed => ({
  participantId: benefit.participantId,
  notice: BENEFIT_NOTICES[benefit.decision](benefit),
});

export type PaidPremium = { readonly totalVnd: string; readonly paidOn: LocalDate };

export const premiumNotice = ({ totalVnd, paidOn }: PaidPremium, months: number): Notice => ({
  template: 'premium-paid.v1',
  values: { total: totalVnd, paidOn, months: String(months) },
});
