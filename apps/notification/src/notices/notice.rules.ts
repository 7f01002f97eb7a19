import type { ArrearsReported } from '@ansinh/contracts/collection/events';
import { ARREARS_STAGES, type KnownArrearsStage } from '@ansinh/contracts/collection/kinds';
import type { CardActivated, CardExpiryAnnounced } from '@ansinh/contracts/enrollment/events';
import { CARD_EXPIRY_STAGES, type KnownCardExpiryStage } from '@ansinh/contracts/enrollment/kinds';
import { DEADLINE_STAGES, type KnownDeadlineStage } from '@ansinh/contracts/health-insurance/deadlines';
import type { ClaimAppraised, WorkFellDue } from '@ansinh/contracts/health-insurance/events';
import type { Recipient } from '@ansinh/contracts/notification/events';
import type { BenefitDecided, PayoutCreated, PayoutPaid, PayoutReturned } from '@ansinh/contracts/payment/events';
import { type LocalDate, vietNamDate, type YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { EventData } from '@ansinh/contracts/wire/envelope';
import { knownKind } from '@ansinh/contracts/wire/open-kind';
import type { Notice } from '../templates/template.rules';
import type { TemplateId } from '../templates/templates';

/** To whom an event says what; undefined when it concerns nobody who is told. */
export type Addressed = { readonly recipient: Recipient; readonly notice: Notice };

export const participant = (id: string): Recipient => ({ kind: 'participant', id });

export const ofCard = (data: EventData<typeof CardActivated>): Addressed => {
  const { participantId, validFrom, validTo, fiveYearsOn } = data;
  return {
    recipient: participant(participantId),
    notice: { template: 'card-activated.v1', values: { validFrom, validTo, fiveYearsOn } },
  };
};

const EXPIRY_TEMPLATES = {
  ending: 'card-ending.v1',
  ended: 'card-ended.v1',
} as const satisfies Record<KnownCardExpiryStage, TemplateId>;

/** Of a stage that nobody knows yet only the last day is said. */
export const ofCardExpiry = ({ participantId, validTo, stage }: EventData<typeof CardExpiryAnnounced>): Addressed => ({
  recipient: participant(participantId),
  notice: { template: EXPIRY_TEMPLATES[knownKind(CARD_EXPIRY_STAGES, stage) ?? 'ending'], values: { validTo } },
});

type Payout = Pick<EventData<typeof PayoutCreated>, 'beneficiary' | 'kind' | 'amountVnd' | 'period' | 'channel'>;
type PayoutValues = {
  readonly kind: string;
  readonly amount: string;
  readonly period: YearMonth;
  readonly channel: string;
};

/** Facilities are told by other ways what they are paid; of another kind of beneficiary nobody knows how to reach it. */
const ofPayout = (payout: Payout, noticeOf: (values: PayoutValues) => Notice): Addressed | undefined => {
  const { beneficiary, kind, amountVnd: amount, period, channel } = payout;
  return beneficiary.kind === 'participant'
    ? { recipient: participant(beneficiary.id), notice: noticeOf({ kind, amount, period, channel }) }
    : undefined;
};

export const ofPayoutCreated = (data: Payout): Addressed | undefined =>
  ofPayout(data, (values) => ({ template: 'payout-created.v2', values }));

export const ofPayoutPaid = (data: EventData<typeof PayoutPaid>): Addressed | undefined =>
  ofPayout(data, (values) => ({
    template: 'payout-paid.v2',
    values: { ...values, paidOn: vietNamDate(new Date(data.paidAt)) },
  }));

export const ofPayoutReturned = (data: EventData<typeof PayoutReturned>): Addressed | undefined =>
  ofPayout(data, (values) => ({
    template: 'payout-returned.v2',
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
  return participantId === null
    ? undefined
    : { recipient: participant(participantId), notice: CLAIM_NOTICES[outcome](claim) };
};

type Benefit = EventData<typeof BenefitDecided>;

const APPROVALS = {
  monthly: ({ kind, amountVnd: amount, fromMonth }) => ({
    template: 'benefit-approved-monthly.v1',
    values: { kind, amount, fromMonth },
  }),
  once: ({ kind, amountVnd: amount }) => ({ template: 'benefit-approved-once.v1', values: { kind, amount } }),
} as const satisfies Record<Benefit['payment'], (benefit: Benefit) => Notice>;

const BENEFIT_NOTICES = {
  approved: (benefit) => APPROVALS[benefit.payment](benefit),
  refused: ({ kind }) => ({ template: 'benefit-refused.v2', values: { kind } }),
} as const satisfies Record<Benefit['decision'], (benefit: Benefit) => Notice>;

export const ofBenefit = (benefit: Benefit): Addressed => ({
  recipient: participant(benefit.participantId),
  notice: BENEFIT_NOTICES[benefit.decision](benefit),
});

type Work = EventData<typeof WorkFellDue>;

const WORK_TEMPLATES = {
  'due-soon': 'work-due-soon.v1',
  overdue: 'work-overdue.v1',
  escalated: 'work-escalated.v1',
} as const satisfies Record<KnownDeadlineStage, TemplateId>;

/** Of a stage that nobody knows yet the days tell whether the work is late. */
const workTemplate = ({ stage, daysOverdue }: Work) => {
  const known = knownKind(DEADLINE_STAGES, stage) ?? (daysOverdue > 0 ? 'overdue' : 'due-soon');
  return WORK_TEMPLATES[known];
};

/** Told to whomever it concerns, of whatever kind: the words of the step come with the event. */
export const ofWork = (work: Work): Addressed => {
  const { owner, textVi, textEn, facilityCode: facility, period, count, dueOn, daysOverdue } = work;
  const values = {
    step: { vi: textVi, en: textEn },
    facility,
    period,
    count: String(count),
    dueOn,
    daysOverdue: String(daysOverdue),
  };
  return { recipient: owner, notice: { template: workTemplate(work), values } };
};

type Arrears = EventData<typeof ArrearsReported>;

const ARREARS_NOTICES = {
  late: (values) => ({ template: 'arrears-late.v1', values }),
  urged: (values, evasionOn) => ({ template: 'arrears-urged.v1', values: { ...values, evasionOn } }),
  evasion: (values) => ({ template: 'arrears-evasion.v1', values }),
} as const satisfies Record<
  KnownArrearsStage,
  (values: Notice<'arrears-late.v1'>['values'], evasionOn: LocalDate) => Notice
>;

/** Of a stage that nobody knows yet it is true that the employer is late. */
export const ofArrears = (arrears: Arrears): Addressed => {
  const { owner, stage, unitCode: unit, month, dueDate: dueOn, daysLate, asOf, evasionOn } = arrears;
  const values = {
    unit,
    month,
    dueOn,
    owed: arrears.outstandingVnd,
    interest: arrears.interestVnd,
    asOf,
    daysLate: String(daysLate),
  };
  return { recipient: owner, notice: ARREARS_NOTICES[knownKind(ARREARS_STAGES, stage) ?? 'late'](values, evasionOn) };
};

export type PaidPremium = { readonly totalVnd: string; readonly paidOn: LocalDate };

export const premiumNotice = ({ totalVnd, paidOn }: PaidPremium, months: number): Notice => ({
  template: 'premium-paid.v1',
  values: { total: totalVnd, paidOn, months: String(months) },
});
