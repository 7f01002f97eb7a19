// What changes by date, each with its place in domain.md.

/** 1.1: luong co so, from the day on. */
const BASE_SALARIES: readonly (readonly [string, bigint])[] = [
  ['20190701', 1_490_000n],
  ['20230701', 1_800_000n],
  ['20240701', 2_340_000n],
  ['20260701', 2_530_000n],
];

/** Whole dong. */
export const baseSalaryOn = (day: string): bigint => {
  const found = BASE_SALARIES.findLast(([from]) => from <= day);
  if (found === undefined) throw new Error(`no base salary is known for ${day}`);
  return found[1];
};

/** 4.1 (a): a visit below it is paid whole; hundredths. */
export const smallVisitBelow = (day: string): bigint => baseSalaryOn(day) * 15n;
/** 4.3: supplies of one service use; hundredths. */
export const suppliesUpTo = (day: string): bigint => baseSalaryOn(day) * 45n * 100n;
/** 4.1 (c): co-payments of a year above which nothing more is due; hundredths. */
export const coPaymentsUpTo = (day: string): bigint => baseSalaryOn(day) * 6n * 100n;

/** 4.4: claim data carry a signature. */
export const SIGNED_FROM = '20260101';
/** 0.5, 4.1: near-poor and people from 75 with a social pension get all. */
const RAISED_FROM = '20260101';
const RAISED = ['CN', 'LH'];
/** 4.2: three codes of self-referral rise from nothing to the half. */
export const HALF_FROM = '20260701';

/** 3.2: prefixes by the level digit that is printed. */
const PREFIXES_BY_DIGIT: Readonly<Record<string, string>> = {
  1: 'CC TE',
  2: 'CT CK CB KC HN DT DK XD BT TS AK',
  3: 'HT TC PV TG DS HK CN',
  4: 'DN HX CH NN TK HC XK TB NO XB TN CS XN MS HD TQ TA TY HG LS LH HS SV GB TH TV TD TU BA ND GD',
  5: 'CA QN CY',
};
const DIGITS = new Map(
  Object.entries(PREFIXES_BY_DIGIT).flatMap(([digit, prefixes]) => prefixes.split(' ').map((each) => [each, digit])),
);
export const CARD_PREFIXES: readonly string[] = [...DIGITS.keys()];
export const digitOf = (prefix: string): string => DIGITS.get(prefix) ?? '';

/** Whether a card may begin so: the pair of 3.2, or the new digit of those that were raised. */
export const isCardStart = (prefix: string, digit: string): boolean =>
  DIGITS.get(prefix) === digit || (RAISED.includes(prefix) && digit === '2');

const LEVELS: Readonly<Record<string, bigint>> = { 1: 10_000n, 2: 10_000n, 3: 9_500n, 4: 8_000n, 5: 10_000n };

/** 4.1: percent of a card on a day, in hundredths. */
export const cardLevel = (number: string, day: string): bigint =>
  RAISED.includes(number.slice(0, 2)) && day >= RAISED_FROM ? 10_000n : (LEVELS[number.charAt(2)] ?? 0n);

/** 1.5, 4.1 of the region; the codes that cards of the corpus carry. */
export const PROVINCES: ReadonlySet<string> = new Set(['66', '54', '01', '79', '97']);

export const INPATIENT_KINDS: ReadonlySet<string> = new Set(['03', '04', '06', '09']);

type Ratio = (day: string, isInpatient: boolean) => bigint;
const always =
  (percent: bigint): Ratio =>
  () =>
    percent;
const half: Ratio = (day) => (day >= HALF_FROM ? 50n : 0n);

/** 4.2: the share of the benefit level by reason of visit. */
const RATIOS: Readonly<Record<string, Ratio>> = {
  ...Object.fromEntries(
    '1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.11 1.12 1.15 1.16 1.17 2 3.2 3.3 3.6 7 7.2 7.3 7.4 10'
      .split(' ')
      .map((code) => [code, always(100n)]),
  ),
  1.13: half,
  1.14: half,
  1.18: half,
  3.1: (_day, isInpatient) => (isInpatient ? 40n : 0n),
  8: always(0n),
  9: always(0n),
};
export const REASONS: readonly string[] = [
  '1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.11 1.12 1.13 1.14 1.15 1.16 1.17 1.18 2 3.1 3.2 3.3 3.6 7 7.2 7.3 7.4 8 9 10',
].flatMap((codes) => codes.split(' '));

export const ratioOf = (reason: string, day: string, isInpatient: boolean): bigint =>
  RATIOS[reason]?.(day, isInpatient) ?? 0n;
