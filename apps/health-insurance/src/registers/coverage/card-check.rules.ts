import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { CardNumber, comparableName, type Sex } from '@ansinh/contracts/vocabulary/identifiers';
import { byText } from '@ansinh/contracts/vocabulary/orders';
import type { Tenant } from '@ansinh/contracts/wire/permissions';
import { isDigitOfGroup, isKnownCardGroup } from './benefit-level.rules';
import type { CardCoverage, Period } from './coverage.rules';

/** What the patient shows. `birthDate` may be a year or a month only, as old papers are. */
export type PresentedCard = {
  readonly cardNumber: string;
  readonly fullName?: string;
  readonly birthDate?: string;
  readonly sex?: Sex;
};

/**
 * Result codes of the national card look-up, with our texts. Source: the code list of the national gateway as hospital
 * software carries it; 000 and 080 from memory (confirm with the national gateway).
 */
export const CARD_RESULTS = {
  '000': ['The card is correct', 'Thẻ chính xác'],
  '003': [
    'An old card that is no longer valid; a new card was issued',
    'Thẻ cũ hết giá trị sử dụng, đã được cấp thẻ mới',
  ],
  '004': ['An old card that is still valid; a new card was issued', 'Thẻ cũ còn giá trị sử dụng, đã được cấp thẻ mới'],
  '010': ['The card is not valid on this date', 'Thẻ không có giá trị sử dụng tại ngày này'],
  '050': ['There is no such card', 'Không thấy thông tin thẻ BHYT'],
  '051': ['The card number is wrong', 'Mã thẻ sai'],
  '052': ['The province of the card number is wrong (characters 4-5)', 'Mã thẻ sai mã tỉnh (ký tự thứ 4, 5)'],
  '053': ['The benefit digit of the card number is wrong (character 3)', 'Mã thẻ sai mã quyền lợi (ký tự thứ 3)'],
  '060': ['The name does not belong to this card', 'Thẻ sai họ tên'],
  '061': ['The name is wrong, its initials are right', 'Thẻ sai họ tên (đúng ký tự đầu)'],
  '070': ['The birth date does not belong to this card', 'Thẻ sai ngày sinh'],
  '080': ['The sex does not belong to this card', 'Thẻ sai giới tính'],
  '110': ['The card was withdrawn', 'Thẻ đã thu hồi'],
} as const satisfies Record<string, readonly [message: string, messageVi: string]>;
type CardResultCode = keyof typeof CARD_RESULTS;

export type CardCheck = {
  readonly resultCode: CardResultCode;
  readonly message: string;
  readonly messageVi: string;
  /** The insured days around the date; present exactly when the card is good on it. */
  readonly validPeriod?: Period;
};

/** What says that somebody is not on record, or with what else. */
const DISAGREEMENTS: ReadonlySet<string> = new Set(['050', '060', '061', '070', '080']);
export const isDisagreement = (code: string): boolean => DISAGREEMENTS.has(code);

const DISAGREES = {
  resultCode: '050',
  message: 'This does not agree with the register: check the document',
  messageVi: 'Thông tin không khớp với sổ đăng ký: đề nghị kiểm tra giấy tờ',
} as const satisfies CardCheck;

/**
 * As who asks is told. The agency learns what differs; a partner one thing for an unknown number, a wrong name, birth date
 * or sex: whoever has the patient and the card before him sees himself which it is, and nobody else shall find it by trying.
 */
export const checkTold = (to: Tenant, check: CardCheck): CardCheck =>
  to.kind !== 'agency' && isDisagreement(check.resultCode) ? DISAGREES : check;

/** What the largest hospital gets wrong on a day, and then ten more after each pause. */
export const CARD_LIMITS = { freeADay: 500, eachTime: 10, pauseMs: 300_000 } as const;

/** 000 and 004 are the two codes with which a visit is paid. */
export const isGoodCard = (code: string): boolean => code === '000' || code === '004';

// The 63 codes before the mergers of 2025 stay on old cards and are a superset of today's 34. 97-99 are the army, the
// police and the cipher service (confirm). Source: Decision 124/2004/QD-TTg; Decision 19/2025/QD-TTg.
const PROVINCE_CODES: ReadonlySet<string> = new Set(
  (
    '01 02 04 06 08 10 11 12 14 15 17 19 20 22 24 25 26 27 30 31 33 34 35 36 37 38 40 42 44 45 46 48 49 51 52 54 56 58 60 ' +
    '62 64 66 67 68 70 72 74 75 77 79 80 82 83 84 86 87 89 91 92 93 94 95 96 97 98 99'
  ).split(' '),
);

/** Army, police and cipher service print a number on cards that no facility has. */
const WITHOUT_FACILITIES = new Set(['97', '98', '99']);

/** Five digits that begin with a province and do not end in 000, which means the province as a whole. */
export const isFacilityCode = (code: string): boolean =>
  /^\d{5}$/.test(code) &&
  PROVINCE_CODES.has(code.slice(0, 2)) &&
  !WITHOUT_FACILITIES.has(code.slice(0, 2)) &&
  !code.endsWith('000');

/** MA_DKBD: a facility, or a province and 000 on a temporary card. */
export const isInitialFacilityCode = (code: string): boolean =>
  isFacilityCode(code) || (/^\d{2}000$/.test(code) && PROVINCE_CODES.has(code.slice(0, 2)));

const isKnownCardProvince = (provinceCode: string): boolean => PROVINCE_CODES.has(provinceCode);

/** What people show in place of a card, since there are none of paper any more. */
export type PersonNumber = { readonly personalId: string } | { readonly insuranceNumber: string };

/** As it is typed: in small letters, with blanks, dots or hyphens between its parts. */
export const typedNumber = (text: string): string => text.toUpperCase().replaceAll(/[\s.-]/g, '');

/** Of whom a number is that is none of a card: 12 digits are a personal id, 10 a social-insurance number. */
export const personNumberOf = (number: string): PersonNumber | undefined => {
  if (/^\d{12}$/.test(number)) return { personalId: number };
  return /^\d{10}$/.test(number) ? { insuranceNumber: number } : undefined;
};

/** The card that a person is treated by on a day: one that is good then, the newest of several; else the newest. */
export const cardOn = (cards: readonly CardCoverage[], date: LocalDate): CardCoverage | undefined => {
  const newest = cards.toSorted((one, other) => byText(other.cardId, one.cardId));
  return newest.find(({ periods }) => periods.some(({ from, to }) => from <= date && date <= to)) ?? newest[0];
};

/** What is wrong with a number by its form alone, or undefined. The parts are read even when the whole is malformed. */
export const cardNumberFault = (cardNumber: string): '051' | '052' | '053' | undefined => {
  if (cardNumber.length !== 15 || !isKnownCardGroup(cardNumber.slice(0, 2))) return '051';
  if (!isDigitOfGroup(cardNumber.slice(0, 2), Number(cardNumber[2]))) return '053';
  if (!isKnownCardProvince(cardNumber.slice(3, 5))) return '052';
  return CardNumber.safeParse(cardNumber).success ? undefined : '051';
};

const initialsOf = (name: string): string =>
  comparableName(name)
    .split(' ')
    .map((word) => word.charAt(0))
    .join('');

/** The code of the first thing that the patient shows and the card does not say, or undefined. What is not shown is not compared. */
export const holderFault = (
  holder: CardCoverage['holder'],
  presented: PresentedCard,
): '060' | '061' | '070' | '080' | undefined => {
  const { fullName, birthDate, sex } = presented;
  if (fullName !== undefined && comparableName(fullName) !== comparableName(holder.fullName))
    return initialsOf(fullName) === initialsOf(holder.fullName) ? '061' : '060';
  if (birthDate !== undefined && !holder.birthDate.startsWith(birthDate)) return '070';
  const sexesDiffer = sex !== undefined && sex !== holder.sex;
  return sexesDiffer && sex !== 'undetermined' && holder.sex !== 'undetermined' ? '080' : undefined;
};

const answer = (resultCode: CardResultCode, validPeriod?: Period): CardCheck => {
  const [message, messageVi] = CARD_RESULTS[resultCode];
  return { resultCode, message, messageVi, ...(validPeriod === undefined ? {} : { validPeriod }) };
};

/**
 * The answer to a card look-up on a date: the number first, then the holder, then the dates. A card that the register
 * knows is never refused for its form: the tables of groups and provinces explain unknown numbers only.
 */
export const checkCard = (coverage: CardCoverage | undefined, presented: PresentedCard, date: LocalDate): CardCheck => {
  if (coverage === undefined) {
    const isOfPerson = personNumberOf(presented.cardNumber) !== undefined;
    return answer(isOfPerson ? '050' : (cardNumberFault(presented.cardNumber) ?? '050'));
  }
  const fault = holderFault(coverage.holder, presented);
  if (fault !== undefined) return answer(fault);
  const period = coverage.periods.find(({ from, to }) => from <= date && date <= to);
  const hasNewer = coverage.newerCardFrom !== undefined;
  if (period !== undefined) return answer(hasNewer ? '004' : '000', period);
  if (hasNewer && coverage.periods.every(({ to }) => to < date)) return answer('003');
  const withdrawn = coverage.withdrawnFrom !== null && coverage.withdrawnFrom <= date;
  return answer(withdrawn ? '110' : '010');
};
