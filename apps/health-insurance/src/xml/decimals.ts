const PLAIN_DECIMAL = /^(\d{1,15})(?:\.(\d{1,9}))?$/;

/**
 * Reads a number of a claim exactly: `18900`, `3.000`, `27833.99`. Returns it in units of 10^-decimals, or undefined when
 * it is no plain decimal (sign, exponent, comma, blank) or has more significant decimals than allowed. Zeros after the
 * last allowed decimal carry nothing and are accepted. At most 15 digits before the dot, so that BIGINT always holds it.
 */
export const parseDecimal = (text: string, decimals: number): bigint | undefined => {
  const match = PLAIN_DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, whole = '', fraction = ''] = match;
  if (/[1-9]/.test(fraction.slice(decimals))) return undefined;
  return BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
};

/** Digits that count against a field's width: the dot, and zeros that only fill decimals, do not. */
export const significantDigits = (text: string): number => {
  const [whole = '', fraction = ''] = text.split('.');
  return whole.replace(/^0+(?=\d)/, '').length + fraction.replace(/0+$/, '').length;
};

/** 123450n in thousandths -> `123.45`: for the messages of findings. */
export const decimalText = (value: bigint, decimals: number): string => {
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
};
