import { DECLARATION, element, escapeText, isXmlText, openTag } from '@ansinh/xml';
import { Iso20022Error } from '../errors';
import { isWritableAmount } from './amounts';
import { formatIsoDateTime, isLocalDate } from './dates';

/** Lengths of the ISO 20022 text types, in characters. */
export const TEXT_MAX = { id: 35, account: 34, accountName: 70, reason: 105, text: 140, information: 500 } as const;

/**
 * The writing functions take the path of the element, for instance `CdtTrfTxInf[3]/Cdtr/Nm`: its last step is the tag,
 * and the whole path is what an error names. An undefined value writes nothing.
 */
const tagOf = (path: string): string => {
  return path.slice(path.lastIndexOf('/') + 1);
};

/** An element around others; nothing at all when all of them are empty. */
export const node = (name: string, ...children: string[]): string => {
  const content = children.join('');
  return content === '' ? '' : element(name, content);
};

/**
 * A text element. The text is trimmed and composed (NFC), so that a name is the same letters whichever keyboard wrote
 * it; it is never cut. @throws Iso20022Error `text-invalid`, `text-too-long`.
 */
export const textLeaf = (path: string, value: string | undefined, maxLength: number): string => {
  if (value === undefined) {
    return '';
  }
  const written = value.normalize('NFC').trim();
  if (written === '' || !isXmlText(written)) {
    throw new Iso20022Error('text-invalid', 'the text is empty or holds characters that XML forbids', { path });
  }
  // The schemas count characters, not UTF-16 units, so only a text that may be too long is counted exactly.
  if (written.length > maxLength && [...written].length > maxLength) {
    throw new Iso20022Error('text-too-long', `the text has more than ${maxLength} characters`, { path });
  }
  return element(tagOf(path), escapeText(written));
};

/** A reference or account number: printable ASCII only, because banks compare it byte by byte. */
export const idLeaf = (path: string, value: string | undefined, maxLength: number = TEXT_MAX.id): string => {
  if (value !== undefined && !/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value)) {
    throw new Iso20022Error('text-invalid', 'the reference must be printable ASCII without outer spaces', { path });
  }
  return textLeaf(path, value, maxLength);
};

/** A code of one of the external ISO 20022 lists: four capital letters or digits. */
export const codeLeaf = (path: string, value: string | undefined): string => {
  if (value !== undefined && !/^[A-Z0-9]{4}$/.test(value)) {
    throw new Iso20022Error('code-invalid', 'the code must be four capital letters or digits', { path });
  }
  return textLeaf(path, value, 4);
};

/** ActiveOrHistoricCurrencyAndAmount in VND. @throws Iso20022Error `amount-out-of-range`. */
export const amountLeaf = (path: string, amountVnd: bigint): string => {
  return sumLeaf(path, amountVnd).replace('>', ' Ccy="VND">');
};

/** DecimalNumber that sums dong (CtrlSum). @throws Iso20022Error `amount-out-of-range`. */
export const sumLeaf = (path: string, sumVnd: bigint | undefined): string => {
  if (sumVnd === undefined) {
    return '';
  }
  if (!isWritableAmount(sumVnd)) {
    throw new Iso20022Error('amount-out-of-range', 'the amount is negative or has more than 18 digits', { path });
  }
  return textLeaf(path, sumVnd.toString(), 18);
};

/** Max15NumericText (NbOfTxs). @throws Iso20022Error `number-invalid`. */
export const countLeaf = (path: string, count: number | undefined): string => {
  if (count !== undefined && !(Number.isSafeInteger(count) && count >= 0 && count < 1e15)) {
    throw new Iso20022Error('number-invalid', 'the count must be a whole number of at most 15 digits', { path });
  }
  return textLeaf(path, count?.toString(), 15);
};

/** ISODateTime with the offset of Viet Nam. @throws Iso20022Error `date-invalid`. */
export const instantLeaf = (path: string, instant: Date | undefined): string => {
  if (instant !== undefined && Number.isNaN(instant.getTime())) {
    throw new Iso20022Error('date-invalid', 'the time is not a valid date', { path });
  }
  return textLeaf(path, instant === undefined ? undefined : formatIsoDateTime(instant), 40);
};

/** ISODate from `YYYY-MM-DD`. @throws Iso20022Error `date-invalid`. */
export const dayLeaf = (path: string, day: string): string => {
  if (!isLocalDate(day)) {
    throw new Iso20022Error('date-invalid', 'the day must be YYYY-MM-DD and in the calendar', { path });
  }
  return textLeaf(path, day, 10);
};

/** AccountIdentification4Choice by the bank's own number: Id/Othr/Id. */
export const accountId = (path: string, account: string): string => {
  return node('Id', node('Othr', idLeaf(`${path}/Id/Othr/Id`, account, TEXT_MAX.account)));
};

/** An agent by its six-digit BIN: FinInstnId/ClrSysMmbId/MmbId. @throws Iso20022Error `text-invalid`. */
export const agent = (path: string, bankBin: string): string => {
  const at = `${path}/FinInstnId/ClrSysMmbId/MmbId`;
  if (!/^\d{6}$/.test(bankBin)) {
    throw new Iso20022Error('text-invalid', 'the bank identification number must be six digits', { path: at });
  }
  return node(tagOf(path), node('FinInstnId', node('ClrSysMmbId', idLeaf(at, bankBin))));
};

/** The opening of a message of the given name (`pain.001.001.09`) and root element. */
export const openDocument = (messageName: string, root: string): string => {
  const namespace = `urn:iso:std:iso:20022:tech:xsd:${messageName}`;
  return `${DECLARATION}\n${openTag('Document', { xmlns: namespace })}${openTag(root)}\n`;
};

export const closeDocument = (root: string): string => {
  return `</${root}></Document>\n`;
};
