import { CARD_WITHDRAWAL_REASONS } from '@ansinh/contracts/enrollment/kinds';
import type { Language } from '@ansinh/contracts/notification/api';
import { BENEFIT_KINDS, PAYOUT_CHANNELS, PAYOUT_KINDS } from '@ansinh/contracts/payment/kinds';
import { type LocalDate, localDate, QuarterText, YearMonthText } from '@ansinh/contracts/vocabulary/calendar';
import { inThrees } from '@ansinh/contracts/vocabulary/money';
import { type KindList, type KindName, knownKind } from '@ansinh/contracts/wire/open-kind';
import type { Template, Texts, ValueKind, ValueOf } from './template';
import { TEMPLATES, type TemplateId } from './templates';

type ValuesOf<Kinds extends Readonly<Record<string, ValueKind>>> = {
  readonly [Name in keyof Kinds]: ValueOf[Kinds[Name]];
};

/** A notice about to be written: which template, and the values of its places as the events carry them. */
export type Notice<Id extends TemplateId = TemplateId> = Id extends TemplateId
  ? { readonly template: Id; readonly values: ValuesOf<(typeof TEMPLATES)[Id]['values']> }
  : never;

/** "2530000" -> "2.530.000 đồng" or "VND 2,530,000". */
export const amountText = (amount: string, language: Language): string =>
  language === 'vi' ? `${inThrees(amount, '.')} đồng` : `VND ${inThrees(amount, ',')}`;

/** "2031009.99" -> "2.031.009,99 đồng"; ",00" is left out. */
export const claimAmountText = (amount: string, language: Language): string => {
  const [dong = '', hundredths = '00'] = amount.split('.');
  if (hundredths === '00') return amountText(dong, language);
  return language === 'vi' ? `${inThrees(dong, '.')},${hundredths} đồng` : `VND ${inThrees(dong, ',')}.${hundredths}`;
};

/** "2026-10-05" -> "05/10/2026", in both languages: it is how the card prints it. */
export const dateText = (date: LocalDate): string => `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;

const monthText = (month: string): string => `${month.slice(5, 7)}/${month.slice(0, 4)}`;

const PERIODS: Record<Language, { readonly month: string; readonly quarter: string }> = {
  vi: { month: 'tháng', quarter: 'quý' },
  en: { month: 'month', quarter: 'quarter' },
};

/** "2026-Q4" -> "quý 4/2026" or "quarter 4/2026", "2026-10" -> "tháng 10/2026"; a period of another form as it is. */
export const periodText = (period: string, language: Language): string => {
  const year = period.slice(0, 4);
  if (QuarterText.safeParse(period).success) return `${PERIODS[language].quarter} ${period.slice(6)}/${year}`;
  return YearMonthText.safeParse(period).success ? `${PERIODS[language].month} ${period.slice(5)}/${year}` : period;
};

/** What this release calls a kind; one that it does not know is told all the same, by a word that is true of each. */
const nameIn =
  (list: KindList, unknown: KindName) =>
  (word: string, language: Language): string => {
    const known = knownKind(list, word);
    const name = known === undefined ? undefined : list[known];
    return (name ?? unknown)[language];
  };

/** Of somebody whose name is not known here. */
const NAMELESS: Record<Language, string> = { vi: 'người được nêu trong hồ sơ', en: 'the person named in the claim' };

export type Names = ReadonlyMap<string, string>;

/** How a value of each kind is written. */
const VALUE_TEXTS = {
  amount: amountText,
  'claim-amount': claimAmountText,
  date: (value) => dateText(localDate(value)),
  month: monthText,
  period: periodText,
  number: (value) => value,
  code: (value) => value,
  'payout-channel': nameIn(PAYOUT_CHANNELS, { vi: 'hình thức khác', en: 'another way' }),
  'payout-kind': nameIn(PAYOUT_KINDS, { vi: 'khoản chi trả', en: 'payment' }),
  'benefit-kind': nameIn(BENEFIT_KINDS, { vi: 'chế độ bảo hiểm xã hội', en: 'social-insurance benefit' }),
  'withdrawal-reason': nameIn(CARD_WITHDRAWAL_REASONS, { vi: 'lý do khác', en: 'another reason' }),
  person: (id, language, names) => names.get(id) ?? NAMELESS[language],
  words: (value) => value,
} as const satisfies Record<ValueKind, (value: string, language: Language, names: Names) => string>;

const GREETINGS: Record<Language, (name: string) => string> = {
  vi: (name) => `Kính gửi ông/bà ${name}. `,
  en: (name) => `Dear ${name}, `,
};

/** Ids of the participants that a notice names. */
export const personsOf = (notice: Notice): string[] => {
  const { values: kinds }: Template = TEMPLATES[notice.template];
  return Object.entries(notice.values).flatMap(([key, value]) =>
    kinds[key] === 'person' && typeof value === 'string' ? [value] : [],
  );
};

/** The words of a notice. Whoever's name is not known is not greeted by name. */
export const render = (notice: Notice, language: Language, name?: string, names: Names = new Map()): Texts => {
  const template: Template = TEMPLATES[notice.template];
  const values: Readonly<Record<string, ValueOf[ValueKind]>> = notice.values;
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_place, key: string) => {
      const [kind, value] = [template.values[key], values[key]];
      if (kind === undefined || value === undefined) throw new Error(`${notice.template} has no value ${key}`);
      return VALUE_TEXTS[kind](typeof value === 'string' ? value : value[language], language, names);
    });
  const { title, text } = template[language];
  const filled = fill(text);
  return { title: fill(title), text: name === undefined ? filled : `${GREETINGS[language](name)}${filled}` };
};
