import { z } from 'zod';

/** Whole dong. `bigint` in code, BIGINT in SQL, decimal string on the wire. A bare bigint is not an amount: `vnd` names its unit. */
export type Vnd = bigint & z.core.$brand<'Vnd'>;
/** Says that a number is whole dong; differences may be below zero. */
export const vnd = (amount: bigint): Vnd => amount as Vnd;

/** Hundredths of a dong: the unit of claim lines (QD 4750: amounts with two decimals). 203100999n = 2,031,009.99 dong. */
export type Hundredths = bigint & z.core.$brand<'Hundredths'>;
/** Says that a number is hundredths of a dong; differences may be below zero. */
export const hundredths = (amount: bigint): Hundredths => amount as Hundredths;

/** The largest amount that any door accepts: 10^15 dong, far below BIGINT, so that sums of a million of them still fit. */
export const MAX_AMOUNT_VND = vnd(1_000_000_000_000_000n);

// Refinements also run on what the pattern has refused: that is then the only finding.
const withinLimit = (text: string) => !/^\d{1,16}$/.test(text) || BigInt(text) <= MAX_AMOUNT_VND;

/** A non-negative amount of whole dong on the wire, e.g. `"1250000"`. JSON numbers are refused: they lose digits above 2^53. */
export const VndAmount = z
  .string()
  .regex(/^(0|[1-9]\d{0,15})$/, 'an amount is a string of digits in whole dong, e.g. "1250000"')
  .refine(withinLimit, 'an amount is at most 1000000000000000 dong')
  .meta({ id: 'VndAmount', description: 'Whole dong as a decimal string', examples: ['1250000'] });

/** An amount above zero of whole dong on the wire. */
export const PositiveVndAmount = z
  .string()
  .regex(/^[1-9]\d{0,15}$/, 'an amount is a string of digits in whole dong above zero, e.g. "1250000"')
  .refine(withinLimit, 'an amount is at most 1000000000000000 dong')
  .meta({ id: 'PositiveVndAmount', description: 'Whole dong above zero as a decimal string', examples: ['1250000'] });

/** A claim amount on the wire, in dong with exactly two decimals, e.g. `"2031009.99"`. */
export const ClaimAmount = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})\.\d{2}$/, 'a claim amount has two decimals, e.g. "2031009.99"')
  .meta({ id: 'ClaimAmount', description: 'Dong with two decimals as a decimal string', examples: ['2031009.99'] });

/** Reads a wire amount that a schema has already accepted. */
export const toVnd = (text: string): Vnd => vnd(BigInt(text));
export const vndText = (amountVnd: Vnd): string => amountVnd.toString();

/** `"2031009.99"` -> 203100999n. The text must have passed `ClaimAmount`. */
export const toHundredths = (text: string): Hundredths => hundredths(BigInt(text.replace('.', '')));

/** 203100999n -> `"2031009.99"`; negative differences keep their sign. */
export const hundredthsText = (amount: Hundredths): string => {
  const sign = amount < 0n ? '-' : '';
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** `-1234567` -> `-1.234.567`: the digits of a whole number in threes. */
export const inThrees = (digits: string, separator: string): string => {
  const [sign, number] = digits.startsWith('-') ? ['-', digits.slice(1)] : ['', digits];
  const groups: string[] = [];
  for (let end = number.length; end > 0; end -= 3) groups.unshift(number.slice(Math.max(0, end - 3), end));
  return sign + groups.join(separator);
};

/** Integer division rounded half up (away from zero), for a divisor above zero. */
export const divideRounded = (dividend: bigint, divisor: bigint): bigint => {
  const magnitude = dividend < 0n ? -dividend : dividend;
  const rounded = (magnitude * 2n + divisor) / (divisor * 2n);
  return dividend < 0n ? -rounded : rounded;
};

/** Hundredths to whole dong, half up: only a settlement may do this (domain 4.3, 5.5). */
export const hundredthsToVnd = (amount: Hundredths): Vnd => vnd(divideRounded(amount, 100n));

/** `amount x millionths / 1,000,000`, half up to the dong. 0.22 is 220_000n; 4.5 % is 45_000n. */
export const shareOf = (amountVnd: Vnd, millionths: bigint): Vnd =>
  vnd(divideRounded(amountVnd * millionths, 1_000_000n));

/** The sum of amounts of one unit. */
export const sumOf = <Amount extends bigint>(amounts: Iterable<Amount>): Amount => {
  let total: bigint = 0n;
  for (const amount of amounts) total += amount;
  return total as Amount;
};

/** Amounts of one unit together: dong and hundredths do not add up, and the compiler says so. */
export const plus = <Amount extends bigint>(...amounts: readonly Amount[]): Amount => sumOf(amounts);

/** What is left of an amount, in its unit; below zero when more is taken than there is. */
export const minus = <Amount extends bigint>(from: Amount, taken: NoInfer<Amount>): Amount =>
  ((from as bigint) - taken) as Amount;

export const least = <Amount extends bigint>(one: Amount, other: Amount): Amount => (one < other ? one : other);
export const greatest = <Amount extends bigint>(one: Amount, other: Amount): Amount => (one > other ? one : other);
