import type { Iso20022ErrorCode } from '../errors';

/** ActiveOrHistoricCurrencyAndAmount and DecimalNumber both allow 18 digits in all. */
const AMOUNT_MAX = 10n ** 18n - 1n;

/** xs:decimal without sign or exponent; the published schemas allow at most 5 decimals in an amount. */
const DECIMAL = /^(\d{1,18})(?:\.(\d{1,5}))?$/;

type AmountProblem = Extract<Iso20022ErrorCode, 'amount-invalid' | 'amount-not-whole' | 'amount-out-of-range'>;

/**
 * Whole dong from an ISO 20022 decimal, exactly: `1250000` and `1250000.00` are the same amount.
 * A fraction of a dong, a sign, an exponent, a separator or more than 18 digits gives the name of the problem instead.
 */
export const parseWholeDong = (text: string): bigint | AmountProblem => {
  const match = DECIMAL.exec(text);
  if (match === null) {
    return /^\d{19,}(\.0*)?$/.test(text) ? 'amount-out-of-range' : 'amount-invalid';
  }
  const [, whole = '', fraction = ''] = match;
  if (/[1-9]/.test(fraction)) {
    return 'amount-not-whole';
  }
  return BigInt(whole);
};

/** True for amounts that fit the 18 digits of the schemas and are not negative. */
export const isWritableAmount = (amountVnd: bigint): boolean => {
  return amountVnd >= 0n && amountVnd <= AMOUNT_MAX;
};
