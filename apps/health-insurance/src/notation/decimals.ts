const PLAIN_DECIMAL = /^(-?)(\d{0,15})(?:\.(\d{1,9}))?$/;

/**
 * Reads a number of a claim exactly: `18900`, `3.000`, `27833.99`, `.5` as Oracle writes it and `-0.00` as .NET and
 * JavaScript write what they rounded to nothing. Returns it in units of 10^-decimals, or undefined when it is no plain
 * decimal (negative, exponent, comma, blank) or has more significant decimals than allowed. Zeros after the last allowed
 * decimal carry nothing and are accepted. At most 15 digits before the dot, so that BIGINT always holds it.
 */
export const parseDecimal = (text: string, decimals: number): bigint | undefined => {
  const match = PLAIN_DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole + fraction === '' || /[1-9]/.test(fraction.slice(decimals))) return undefined;
  const value = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  return sign !== '' && value !== 0n ? undefined : value;
};

export type DecimalShape = {
  /** Digits that count against a field's width: the dot, leading zeros and zeros that only fill decimals do not. */
  readonly digits: number;
  /** Decimals without the zeros that only fill. */
  readonly decimals: number;
  /** Digits before the dot without leading zeros, at least one. */
  readonly whole: number;
};

const [ZERO, NINE, DOT, MINUS] = [48, 57, 46, 45];
const [WHOLE_MAX, FRACTION_MAX] = [15, 9];

/** The number of digits from `start`, up to the first other letter. */
const digitsFrom = (text: string, start: number): number => {
  let end = start;
  while (end < text.length && text.charCodeAt(end) >= ZERO && text.charCodeAt(end) <= NINE) end += 1;
  return end - start;
};

/**
 * How long a plain decimal is, undefined for what `parseDecimal` cannot read either. Letter by letter and without the
 * number itself, since a claim has thousands of them that are checked long before they are needed.
 */
export const measureDecimal = (text: string): DecimalShape | undefined => {
  if (text.charCodeAt(0) === MINUS) return /^-[0.]+$/.test(text) ? measureDecimal(text.slice(1)) : undefined;
  if (text.charCodeAt(0) === DOT) return measureDecimal(`0${text}`);
  const whole = digitsFrom(text, 0);
  if (whole === 0 || whole > WHOLE_MAX) return undefined;
  let zeros = 0;
  while (zeros < whole - 1 && text.charCodeAt(zeros) === ZERO) zeros += 1;
  if (whole === text.length) return { digits: whole - zeros, decimals: 0, whole: whole - zeros };
  const fraction = text.charCodeAt(whole) === DOT ? digitsFrom(text, whole + 1) : 0;
  if (fraction === 0 || fraction > FRACTION_MAX || whole + 1 + fraction !== text.length) return undefined;
  let decimals = fraction;
  while (decimals > 0 && text.charCodeAt(whole + decimals) === ZERO) decimals -= 1;
  return { digits: whole - zeros + decimals, decimals, whole: whole - zeros };
};

/** 123450n in thousandths -> `123.45`: for the messages of findings. */
export const decimalText = (value: bigint, decimals: number): string => {
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  let end = digits.length;
  while (end > whole.length && digits[end - 1] === '0') end -= 1;
  const fraction = digits.slice(whole.length, end);
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
};
