import type { CardActivated } from '@ansinh/contracts/enrollment/events';
import type { ClaimAppraised } from '@ansinh/contracts/health-insurance/events';
import type {
  BenefitDecided,
  PayoutChannel,
  PayoutCreated,
  PayoutPaid,
  PayoutReturned,
} from '@ansinh/contracts/payment/events';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import type { EventData } from '@ansinh/contracts/wire/envelope';
import { TEMPLATES, type TemplateId, type ValueKind } from './templates';

export type Language = 'vi' | 'en';

/** A notice about to be written: which template, and the values of its places as the events carry them. */
export type Notice<Id extends TemplateId = TemplateId> = Id extends TemplateId
  ? { readonly template: Id; readonly values: Readonly<Record<keyof (typeof TEMPLATES)[Id]['values'], string>> }
  : never;

export type Texts = { readonly title: string; readonly text: string };

const grouped = (digits: string, separator: string): string => digits.replace(/\B(?=(\d{3})+$)/g, separator);

/** "2530000" -> "2.530.000 đồng" or "VND 2,530,000". */
export const amountText = (amount: string, language: Language): string =>
  language === 'vi' ? `${grouped(amount, '.')} đồng` : `VND ${grouped(amount, ',')}`;

/** "2031009.99" -> "2.031.009,99 đồng"; ",00" is left out. */
export const claimAmountText = (amount: string, language: Language): string => {
  const [dong = '', hundredths = '00'] = amount.split('.');
  if (hundredths === '00') return amountText(dong, language);
  return language === 'vi' ? `${grouped(dong, '.')},${hundredths} đồng` : `VND ${grouped(dong, ',')}.${hundredths}`;
};

/** "2026-10-05" -> "05/10/2026", in both languages: it is how the card prints it. */
export const dateText = (date: LocalDate): string => `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;

const CHANNELS: Record<PayoutChannel, Record<Language, string>> = {
  bank: { vi: 'qua tài khoản ngân hàng', en: 'to your bank account' },
  'post-office': { vi: 'tại bưu điện', en: 'at the post office' },
};

const valueText = (kind: ValueKind, value: string, language: Language): string => {
  switch (kind) {
    case 'amount':
      return amountText(value, language);
    case 'claim-amount':
      return claimAmountText(value, language);
    case 'date':
      return dateText(value);
    case 'month':
      return `${value.slice(5, 7)}/${value.slice(0, 4)}`;
    case 'number':
      return value;
    case 'channel':
      return CHANNELS[value === 'bank' ? 'bank' : 'post-office'][language];
  }
};

const GREETINGS: Record<Language, (name: string) => string> = {
  vi: (name) => `Kính gửi ông/bà ${name}. `,
  en: (name) => `Dear ${name}, `,
};

/** The words of a notice. Whoever's name is not known yet is not greeted by name. */
export const render = (notice: Notice, language: Language, name?: string): Texts => {
  const {
    values: kinds,
    [language]: texts,
  }: { values: Readonly<Record<string, ValueKind>> } & Record<Language, Texts> = TEMPLATES[notice.template];
  const values: Readonly<Record<string, string>> = notice.values;
  const filled = texts.text.replace(/\{(\w+)\}/g, (_place, key: string) => {
    const [kind, value] = [kinds[key], values[key]];
    if (kind === undefined || value === undefined) throw new Error(`${notice.template} has no value ${key}`);
    return valueText(kind, value, language);
  });
  return { title: texts.title, text: name === undefined ? filled : `${GREETINGS[language](name)}${filled}` };
};

/** To whom an event says what; undefined when it concerns no participant. */
export type Addressed = { readonly participantId: string; readonly notice: Notice };

export const ofCard = (data: EventData<typeof CardActivated>): Addressed => {
  const { participantId, validFrom, validTo, fiveYearsOn } = data;
  return { participantId, notice: { template: 'card-activated.v1', values: { validFrom, validTo, fiveYearsOn } } };
};

type Payout = Pick<EventData<typeof PayoutCreated>, 'beneficiary' | 'amountVnd' | 'period' | 'channel'>;

/** Settlements go to facilities, who are told by other ways. */
const ofPayout = (payout: Payout, noticeOf: (values: PayoutValues) => Notice): Addressed | undefined => {
  const { beneficiary, amountVnd: amount, period, channel } = payout;
  return beneficiary.kind === 'participant'
    ? { participantId: beneficiary.id, notice: noticeOf({ amount, period, channel }) }
    : undefined;
};
type PayoutValues = { readonly amount: string; readonly period: string; readonly channel: string };

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

/** A visit was answered. Neither facility nor findings are named: the notice may be read over a shoulder. */
export const ofClaim = (data: EventData<typeof ClaimAppraised>): Addressed | undefined => {
  const { participantId, month, outcome, fundPays } = data;
  if (participantId === null) return undefined;
  return {
    participantId,
    notice:
      outcome === 'accepted'
        ? { template: 'claim-accepted.v1', values: { month, fundPays } }
        : { template: 'claim-returned.v1', values: { month } },
  };
};

export const ofBenefit = (data: EventData<typeof BenefitDecided>): Addressed => {
  const { participantId, decision, monthlyVnd: monthly, fromMonth } = data;
  return {
    participantId,
    notice:
      decision === 'approved'
        ? { template: 'benefit-approved.v1', values: { monthly, fromMonth } }
        : { template: 'benefit-refused.v1', values: {} },
  };
};

export type PaidPremium = { readonly totalVnd: string; readonly paidOn: LocalDate };

export const premiumNotice = ({ totalVnd, paidOn }: PaidPremium, months: number): Notice => ({
  template: 'premium-paid.v1',
  values: { total: totalVnd, paidOn, months: String(months) },
});
