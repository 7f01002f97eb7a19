// Exact decimals: money in hundredths, quantities and prices in thousandths, percents in hundredths (80 % = 8000).

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** A decimal as a whole number of 10^-places. Undefined when it is no decimal or has more places than are kept. */
export const scaled = (text: string | undefined, places: number): bigint | undefined => {
  const [, sign, whole, fraction = ''] = DECIMAL.exec(text ?? '') ?? [];
  if (whole === undefined) return undefined;
  const kept = fraction.slice(0, places).padEnd(places, '0');
  if (/[1-9]/.test(fraction.slice(places))) return undefined;
  const value = BigInt(whole + kept);
  return sign === '-' ? -value : value;
};

/** Money, or nothing where none can be read. */
export const hundredths = (text: string | undefined): bigint => scaled(text, 2) ?? 0n;
export const thousandths = (text: string | undefined): bigint => scaled(text, 3) ?? 0n;

/** The shortest text of a scaled number: 1890000 hundredths is `18900`, 2783399 is `27833.99`. */
export const plain = (value: bigint, places: number): string => {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
};

export const money = (value: bigint): string => plain(value, 2);

/** A quotient of two non-negative numbers, half up (domain 4.3). */
export const halfUp = (dividend: bigint, divisor: bigint): bigint => (2n * dividend + divisor) / (2n * divisor);

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : 1);

export const least = (first: bigint, ...others: readonly bigint[]): bigint =>
  [first, ...others].toSorted(ascending)[0] ?? first;

export const most = (values: readonly bigint[]): bigint | undefined => values.toSorted(ascending).at(-1);

export const apart = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a);

export const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

/** In the order of their characters, whatever language a machine speaks. */
export const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
