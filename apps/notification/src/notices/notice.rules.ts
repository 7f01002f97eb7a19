import type { ArrearsReported } from '@ansinh/contracts/collection/events';
import { ARREARS_STAGES, type KnownArrearsStage } from '@ansinh/contracts/collection/kinds';
import type { CardActivated, CardExpiryAnnounced, CardWithdrawn } from '@ansinh/contracts/enrollment/events';
import {
  CARD_EXPIRY_STAGES,
  CARD_WITHDRAWAL_REASONS,
  type KnownCardExpiryStage,
  type KnownCardWithdrawalReason,
} from '@ansinh/contracts/enrollment/kinds';
import { DEADLINE_STAGES, type KnownDeadlineStage } from '@ansinh/contracts/health-insurance/deadlines';
import type { ClaimAppraised, WorkFellDue } from '@ansinh/contracts/health-insurance/events';
import type { Recipient } from '@ansinh/contracts/notification/events';
import type { BenefitDecided } from '@ansinh/contracts/payment/events';
import { BENEFIT_KINDS, type KnownBenefitKind } from '@ansinh/contracts/payment/kinds';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { toHundredths } from '@ansinh/contracts/vocabulary/money';
import type { EventData } from '@ansinh/contracts/wire/envelope';
import { knownKind } from '@ansinh/contracts/wire/open-kind';
import { participant } from '../recipients/recipient.rules';
import type { Notice } from '../templates/template.rules';
import type { TemplateId } from '../templates/templates';

/** To whom an event says what; undefined when it concerns nobody who is told. */
export type Addressed = { readonly recipient: Recipient; readonly notice: Notice };

export const ofCard = (data: EventData<typeof CardActivated>): Addressed => {
  const { participantId, validFrom, validTo, fiveYearsOn } = data;
  return {
    recipient: participant(participantId),
    notice: { template: 'card-activated.v2', values: { validFrom, validTo, fiveYearsOn } },
  };
};

type Withdrawn = EventData<typeof CardWithdrawn>;

const withdrawn = ({ from, reason }: Withdrawn): Notice => ({
  template: 'card-withdrawn.v1',
  values: { from, reason },
});

/** Of a reason that nobody knows yet it is true that the card is not valid any more. Whoever has died is told nothing. */
const WITHDRAWALS: Record<KnownCardWithdrawalReason, (data: Withdrawn) => Notice | undefined> = {
  'left-employer': withdrawn,
  error: withdrawn,
  replaced: ({ from }) => ({ template: 'card-replaced.v1', values: { from } }),
  died: () => undefined,
};

export const ofCardWithdrawn = (data: Withdrawn): Addressed | undefined => {
  const known = knownKind(CARD_WITHDRAWAL_REASONS, data.reason);
  const notice = (known === undefined ? withdrawn : WITHDRAWALS[known])(data);
  return notice === undefined ? undefined : { recipient: participant(data.participantId), notice };
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

/** What an event says beside its data: the number of events of its aggregate so far. */
export type Told = { readonly version: number };

type Claim = EventData<typeof ClaimAppraised>;

/** Rules of the appraisal by which a claim goes back because of its card: the patient can help. */
const CARD_RULES: ReadonlySet<string> = new Set(['CARD_DATES', 'CARD_FORMAT', 'ELIGIBLE']);

type Answer = 'accepted' | 'questioned' | 'unpaid' | 'returned' | 'card-missing';

/** What is asked about may be taken from the fund yet: it is not told as accepted for good. */
const acceptedAs = ({ fundPays, openQuestions = 0 }: Claim): Answer => {
  if (toHundredths(fundPays) === 0n) return 'unpaid';
  return openQuestions > 0 ? 'questioned' : 'accepted';
};

const ANSWERS = {
  accepted: acceptedAs,
  returned: ({ ruleCodes }) => (ruleCodes.some((code) => CARD_RULES.has(code)) ? 'card-missing' : 'returned'),
} as const satisfies Record<Claim['outcome'], (claim: Claim) => Answer>;

/** The words of a first answer, and of one that takes the place of another. */
const CLAIM_NOTICES = {
  accepted: {
    first: ({ month, fundPays }) => ({ template: 'claim-accepted.v2', values: { month, fundPays } }),
    later: ({ month, fundPays }) => ({ template: 'claim-accepted-later.v1', values: { month, fundPays } }),
  },
  questioned: {
    first: ({ month, fundPays }) => ({ template: 'claim-questioned.v1', values: { month, fundPays } }),
    later: ({ month, fundPays }) => ({ template: 'claim-questioned-later.v1', values: { month, fundPays } }),
  },
  unpaid: {
    first: ({ month }) => ({ template: 'claim-unpaid.v1', values: { month } }),
    later: ({ month }) => ({ template: 'claim-unpaid-later.v1', values: { month } }),
  },
  returned: {
    first: ({ month }) => ({ template: 'claim-returned.v2', values: { month } }),
    later: ({ month }) => ({ template: 'claim-returned-later.v1', values: { month } }),
  },
  'card-missing': {
    first: ({ month }) => ({ template: 'claim-card-missing.v1', values: { month } }),
    later: ({ month }) => ({ template: 'claim-card-missing-later.v1', values: { month } }),
  },
} as const satisfies Record<Answer, Record<'first' | 'later', (claim: Claim) => Notice>>;

/** A claim is received, and then answered: whatever is told of it after that takes the place of an answer. */
const FIRST_ANSWER = 2;

/** A visit was answered. Neither facility nor findings are named: the notice may be read over a shoulder. */
export const ofClaim = (claim: Claim, { version }: Told): Addressed | undefined => {
  const { participantId, outcome } = claim;
  if (participantId === null) return undefined;
  const { first, later } = CLAIM_NOTICES[ANSWERS[outcome](claim)];
  return { recipient: participant(participantId), notice: version > FIRST_ANSWER ? later(claim) : first(claim) };
};

type Benefit = EventData<typeof BenefitDecided>;

const APPROVALS = {
  monthly: ({ kind, amountVnd: amount, fromMonth }) => ({
    template: 'benefit-approved-monthly.v1',
    values: { kind, amount, fromMonth },
  }),
  once: ({ kind, amountVnd: amount }) => ({ template: 'benefit-approved-once.v1', values: { kind, amount } }),
} as const satisfies Record<Benefit['payment'], (benefit: Benefit) => Notice>;

type Decided = Record<Benefit['decision'], (benefit: Benefit) => Notice>;

const BENEFIT_NOTICES: Decided = {
  approved: (benefit) => APPROVALS[benefit.payment](benefit),
  refused: ({ kind }) => ({ template: 'benefit-refused.v2', values: { kind } }),
};

/** Words of their own for what is about somebody else than its receiver, by the kind; all others have the general ones. */
const OWN_NOTICES: Partial<Record<KnownBenefitKind, (subjectId: string) => Decided>> = {
  funeral: (deceased) => ({
    approved: ({ amountVnd: amount }) => ({ template: 'funeral-approved.v1', values: { deceased, amount } }),
    refused: () => ({ template: 'funeral-refused.v1', values: { deceased } }),
  }),
};

const wordsOf = ({ kind, subjectId }: Benefit): Decided => {
  const known = knownKind(BENEFIT_KINDS, kind);
  const own = known === undefined ? undefined : OWN_NOTICES[known];
  return own === undefined || subjectId === undefined ? BENEFIT_NOTICES : own(subjectId);
};

export const ofBenefit = (benefit: Benefit): Addressed => ({
  recipient: participant(benefit.participantId),
  notice: wordsOf(benefit)[benefit.decision](benefit),
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
