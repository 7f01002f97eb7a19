import type { PayoutCreated, PayoutPaid, PayoutReturned } from '@ansinh/contracts/payment/events';
import { BENEFIT_KINDS, type KnownPayoutChannel, PAYOUT_CHANNELS } from '@ansinh/contracts/payment/kinds';
import { type LocalDate, vietNamDate, type YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { EventData } from '@ansinh/contracts/wire/envelope';
import { kindsOf, knownKind } from '@ansinh/contracts/wire/open-kind';
import { participant } from '../recipients/recipient.rules';
import type { Notice } from '../templates/template.rules';
import type { Addressed } from './notice.rules';

type Payout = Pick<
  EventData<typeof PayoutCreated>,
  'beneficiary' | 'kind' | 'amountVnd' | 'period' | 'channel' | 'postOfficeCode'
>;
type OnceValues = { readonly kind: string; readonly amount: string; readonly channel: string };

/** In which words a payout is told: of a kind that is paid once no month is named. */
type PayoutWords = {
  readonly monthly: (values: OnceValues & { readonly period: YearMonth }) => Notice;
  readonly once: (values: OnceValues) => Notice;
};

const ONCE_KINDS: ReadonlySet<string> = new Set(
  kindsOf(BENEFIT_KINDS).filter((kind) => BENEFIT_KINDS[kind].payment === 'once'),
);

/** Facilities are told nothing of what they are paid; of another kind of beneficiary nobody knows how to reach it. */
const ofPayout = (payout: Payout, words: PayoutWords): Addressed | undefined => {
  const { beneficiary, kind, amountVnd: amount, period, channel } = payout;
  if (beneficiary.kind !== 'participant') return undefined;
  const values = { kind, amount, channel };
  const notice = ONCE_KINDS.has(kind) ? words.once(values) : words.monthly({ ...values, period });
  return { recipient: participant(beneficiary.id), notice };
};

const CREATED: PayoutWords = {
  monthly: (values) => ({ template: 'payout-created.v2', values }),
  once: (values) => ({ template: 'payout-created-once.v1', values }),
};

/** Whoever collects cash is told where, and what to bring. */
const createdInCash = (office: string): PayoutWords => ({
  monthly: ({ kind, amount, period }) => ({
    template: 'payout-created-cash.v1',
    values: { kind, amount, period, office },
  }),
  once: ({ kind, amount }) => ({ template: 'payout-created-cash-once.v1', values: { kind, amount, office } }),
});

export const ofPayoutCreated = (data: Payout): Addressed | undefined =>
  ofPayout(data, data.postOfficeCode === undefined ? CREATED : createdInCash(data.postOfficeCode));

export const ofPayoutPaid = (data: EventData<typeof PayoutPaid>): Addressed | undefined => {
  const paidOn = vietNamDate(new Date(data.paidAt));
  return ofPayout(data, {
    monthly: (values) => ({ template: 'payout-paid.v2', values: { ...values, paidOn } }),
    once: (values) => ({ template: 'payout-paid-once.v1', values: { ...values, paidOn } }),
  });
};

/** Cash that nobody collected was not sent to anybody: it waited for its owner. */
const notCollected = (returnedOn: LocalDate): PayoutWords => ({
  monthly: ({ kind, amount, period }) => ({
    template: 'payout-not-collected.v1',
    values: { kind, amount, period, returnedOn },
  }),
  once: ({ kind, amount }) => ({ template: 'payout-not-collected-once.v1', values: { kind, amount, returnedOn } }),
});

const notTransferred = (returnedOn: LocalDate): PayoutWords => ({
  monthly: (values) => ({ template: 'payout-returned.v2', values: { ...values, returnedOn } }),
  once: (values) => ({ template: 'payout-returned-once.v1', values: { ...values, returnedOn } }),
});

const RETURNS: Partial<Record<KnownPayoutChannel, (returnedOn: LocalDate) => PayoutWords>> = {
  'post-office': notCollected,
};

export const ofPayoutReturned = (data: EventData<typeof PayoutReturned>): Addressed | undefined => {
  const channel = knownKind(PAYOUT_CHANNELS, data.channel);
  const words = (channel === undefined ? undefined : RETURNS[channel]) ?? notTransferred;
  return ofPayout(data, words(vietNamDate(new Date(data.returnedAt))));
};
