import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { cardParts } from '@ansinh/contracts/vocabulary/identifiers';
import { datedTable, inForce } from '@ansinh/contracts/vocabulary/law/dated';

type PercentByDigit = Readonly<Record<number, number>>;

/** Share of the in-scope cost that the fund pays, in percent, by the digit printed on the card (position 3). */
const PERCENT_BY_DIGIT = datedTable<PercentByDigit>([
  {
    from: '2015-01-01',
    to: null,
    value: { 1: 100, 2: 100, 3: 95, 4: 80, 5: 100 },
    source: 'Law 51/2024 Art 22; Decree 188/2025 Art 18-21 (the same digits since Law 46/2014)',
  },
]);

/**
 * Groups whose benefit the law has raised while cards in people's hands still print the old digit: near-poor (CN,
 * printed 3) and people of 75 and more with a social pension (LH, printed 4).
 */
const PERCENT_BY_GROUP = datedTable<Readonly<Record<string, number>>>([
  { from: '2015-01-01', to: '2025-12-31', value: {}, source: 'the printed digit decides' },
  {
    from: '2026-01-01',
    to: null,
    value: { CN: 100, LH: 100 },
    source: 'Resolution 261/2025/QH15; letter 38/BYT-BH',
  },
]);

/** The digits that a group of participants may print. Source: Decision 1018/QD-BHXH (2024), Law 51/2024 Art 12. */
const GROUPS_BY_DIGITS: readonly (readonly [digits: readonly number[], groups: string])[] = [
  [[1], 'CC TE'],
  [[2], 'CK CB KC HN DT DK XD BT TS AK CT'],
  [[3], 'HT TC PV TG DS HK'],
  [[4], 'DN HX CH NN TK HC XK TB NO XB TN CS XN MS HD TQ TA TY HG LS HS SV GB TH TV TD TU BA ND GD'],
  [[5], 'CA QN CY'],
  [[2, 3], 'CN'],
  [[2, 4], 'LH'],
];
const DIGITS_BY_GROUP: ReadonlyMap<string, readonly number[]> = new Map(
  GROUPS_BY_DIGITS.flatMap(([digits, groups]) => groups.split(' ').map((group) => [group, digits] as const)),
);

export const isKnownCardGroup = (group: string): boolean => DIGITS_BY_GROUP.has(group);
export const isDigitOfGroup = (group: string, digit: number): boolean =>
  DIGITS_BY_GROUP.get(group)?.includes(digit) === true;

/**
 * Base percent of a card on the date of the visit, before the ratio of the visit reason and before the rules that give
 * 100 % to everybody (15 %, initial level, six base salaries). Expects a number that `CardNumber` has accepted.
 */
export const basePercentOf = (cardNumber: string, date: LocalDate): number => {
  const { group, level } = cardParts(cardNumber);
  const byDigit = inForce(PERCENT_BY_DIGIT, date)[level];
  if (byDigit === undefined) throw new Error(`a card digit is 1 to 5, not ${level}`);
  return inForce(PERCENT_BY_GROUP, date)[group] ?? byDigit;
};

/** A person in several groups has the benefit of the best card (Law 51/2024 Art 22). The list must not be empty. */
export const bestPercentOf = (cardNumbers: readonly string[], date: LocalDate): number =>
  Math.max(...cardNumbers.map((cardNumber) => basePercentOf(cardNumber, date)));
