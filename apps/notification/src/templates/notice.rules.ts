import { type KnownPayoutChannel, PAYOUT_CHANNELS } from '@ansinh/contracts/payment/kinds';
import { type LocalDate, localDate, type YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { knownKind } from '@ansinh/contracts/wire/open-kind';
import { TEMPLATES, type TemplateId, type ValueKind } from './templates';

export type Language = 'vi' | 'en';

type ValueOf = Readonly<Record<Exclude<ValueKind, 'date' | 'month' | 'channel'>, string>> & {
  readonly date: LocalDate;
  readonly month: YearMonth;
  readonly channel: string;
};
type ValuesOf<Kinds extends Readonly<Record<string, ValueKind>>> = {
  readonly [Name in keyof Kinds]: ValueOf[Kinds[Name]];
};

/** A notice about to be written: which template, and the values of its places as the events carry them. */
export type Notice<Id extends TemplateId = TemplateId> = Id extends TemplateId
  ? { readonly template: Id; readonly values: ValuesOf<(typeof TEMPLATES)[Id]['values']> }
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

const CHANNELS: Record<KnownPayoutChannel, Record<Language, string>> = {
  bank: { vi: 'qua tài khoản ngân hàng', en: 'to your bank account' },
  'post-office': { vi: 'tại bưu điện', en: 'at the post office' },
};

/** Of a channel that a later release pays through nothing is said. */
const channelText = (channel: string, language: Language): string => {
  const known = knownKind(PAYOUT_CHANNELS, channel);
  return known === undefined ? '' : CHANNELS[known][language];
};

/** How a value of each kind is written. */
const VALUE_TEXTS = {
  amount: amountText,
  'claim-amount': claimAmountText,
  date: (value) => dateText(localDate(value)),
  month: (value) => `${value.slice(5, 7)}/${value.slice(0, 4)}`,
  number: (value) => value,
  channel: channelText,
} as const satisfies Record<ValueKind, (value: string, language: Language) => string>;

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
    return VALUE_TEXTS[kind](value, language);
  });
  return { title: texts.title, text: name === undefined ? filled : `${GREETINGS[language](name)}${filled}` };
};
