import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { cardParts } from '@ansinh/contracts/vocabulary/identifiers';
import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';

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
export const basePercentOf = (cardNumber: string, date: LocalDate, law: Law): number => {
  const { group, level } = cardParts(cardNumber);
  const byDigit = inForce(law['benefit-percent-by-digit'], date)[level];
  if (byDigit === undefined) throw new Error(`a card digit is 1 to 5, not ${level}`);
  return inForce(law['benefit-percent-by-group'], date)[group] ?? byDigit;
};

/** A person in several groups has the benefit of the best card (Law 51/2024 Art 22). The list must not be empty. */
export const bestPercentOf = (cardNumbers: readonly string[], date: LocalDate, law: Law): number =>
  Math.max(...cardNumbers.map((cardNumber) => basePercentOf(cardNumber, date, law)));
