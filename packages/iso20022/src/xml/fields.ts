import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { parseWholeDong } from './amounts';
import { parseIsoDate, parseIsoDateTime } from './dates';
import { find, findAll, missing, need, type XmlElement } from './xml-element';

const AMOUNT_MESSAGES = {
  'amount-invalid': 'the amount must be digits only, with an optional .00',
  'amount-not-whole': 'the dong has no decimals',
  'amount-out-of-range': 'the amount has more than 18 digits',
} as const;

/** The trimmed text of an element that has no children. @throws Iso20022Error `text-invalid` when empty. */
export const textOf = (element: XmlElement): string => {
  const text = element.text.trim();
  if (text === '' || element.children.length > 0) {
    throw element.refusal('text-invalid', `${element.name} must hold text`);
  }
  return text;
};

/** Text at a path, or undefined when it is not there or empty. */
export const optionalText = (element: XmlElement, ...steps: string[]): string | undefined => {
  const found = find(element, ...steps);
  return found === undefined || (found.text.trim() === '' && found.children.length === 0) ? undefined : textOf(found);
};

export const text = (element: XmlElement, ...steps: string[]): string => {
  return textOf(need(element, ...steps));
};

/** Every text of a repeated element (RmtInf/Ustrd, AddtlInf). */
export const texts = (element: XmlElement | undefined, name: string): string[] => {
  return element === undefined ? [] : findAll(element, name).map(textOf);
};

/** Max15NumericText, for instance NbOfTxs. @throws Iso20022Error `number-invalid`. */
export const optionalCount = (element: XmlElement, ...steps: string[]): number | undefined => {
  const found = find(element, ...steps);
  if (found === undefined) {
    return undefined;
  }
  const digits = textOf(found);
  if (!/^\d{1,15}$/.test(digits)) {
    throw found.refusal('number-invalid', `${found.name} must be 1 to 15 digits`);
  }
  return Number(digits);
};

/** A DecimalNumber that sums dong (CtrlSum). @throws Iso20022Error `amount-*`. */
export const optionalSum = (element: XmlElement, ...steps: string[]): bigint | undefined => {
  const found = find(element, ...steps);
  return found === undefined ? undefined : wholeDong(found);
};

/** ActiveOrHistoricCurrencyAndAmount in VND. @throws Iso20022Error `currency-unsupported`, `amount-*`. */
export const amountOf = (element: XmlElement): bigint => {
  if (element.attribute('Ccy') !== 'VND') {
    throw element.refusal('currency-unsupported', 'only amounts with Ccy="VND" are read');
  }
  return wholeDong(element);
};

const wholeDong = (element: XmlElement): bigint => {
  const amount = parseWholeDong(textOf(element));
  if (typeof amount === 'string') {
    throw element.refusal(amount, AMOUNT_MESSAGES[amount]);
  }
  return amount;
};

/** ISODateTime as an instant. @throws Iso20022Error `date-invalid`. */
export const optionalInstant = (element: XmlElement, ...steps: string[]): Date | undefined => {
  const found = find(element, ...steps);
  if (found === undefined) {
    return undefined;
  }
  const instant = parseIsoDateTime(textOf(found));
  if (instant === null) {
    throw found.refusal('date-invalid', `${found.name} must be an ISO 8601 date and time`);
  }
  return instant;
};

export const instant = (element: XmlElement, ...steps: string[]): Date => {
  const found = optionalInstant(element, ...steps);
  if (found === undefined) {
    throw missing(element, steps.join('/'));
  }
  return found;
};

/**
 * DateAndDateTime2Choice as a day in Viet Nam (`YYYY-MM-DD`). Older versions of the messages hold the day as the text
 * of the element itself. @throws Iso20022Error `date-invalid`.
 */
export const optionalDay = (element: XmlElement, name: string): string | undefined => {
  const choice = find(element, name);
  if (choice === undefined) {
    return undefined;
  }
  const moment = optionalInstant(choice, 'DtTm');
  if (moment !== undefined) {
    return vietNamDate(moment);
  }
  const written = find(choice, 'Dt') ?? choice;
  const day = parseIsoDate(textOf(written));
  if (day === null) {
    throw written.refusal('date-invalid', `${name} must be a day of the calendar`);
  }
  return day;
};

/** A code out of a closed list. @throws Iso20022Error `code-invalid`. */
export const codeOf = <Code extends string>(element: XmlElement, allowed: readonly Code[]): Code => {
  const written = textOf(element);
  const code = allowed.find((candidate) => candidate === written);
  if (code === undefined) {
    throw element.refusal('code-invalid', `${element.name} must be one of ${allowed.join(', ')}`);
  }
  return code;
};

/** AccountIdentification4Choice: the IBAN or the bank's own number (Id/Othr/Id). */
export const optionalAccount = (element: XmlElement, ...steps: string[]): string | undefined => {
  return optionalText(element, ...steps, 'Id', 'IBAN') ?? optionalText(element, ...steps, 'Id', 'Othr', 'Id');
};

export const account = (element: XmlElement, ...steps: string[]): string => {
  const number = optionalAccount(element, ...steps);
  if (number === undefined) {
    throw missing(element, [...steps, 'Id'].join('/'));
  }
  return number;
};

/** The bank's six-digit BIN at FinInstnId/ClrSysMmbId/MmbId. */
export const optionalBankBin = (element: XmlElement, ...steps: string[]): string | undefined => {
  return optionalText(element, ...steps, 'FinInstnId', 'ClrSysMmbId', 'MmbId');
};
