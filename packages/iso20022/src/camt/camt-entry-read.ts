import { amountOf, codeOf, optionalAccount, optionalCount, optionalDay, optionalText, texts } from '../xml/fields';
import { find, missing, need, type XmlElement } from '../xml/xml-element';
import { type BatchInformation, ENTRY_STATUSES, type Entry, type EntryDetail } from './camt';
import { sumOfDetails } from './camt-totals';

/** A detail whose amount or direction may still have to come from its entry, which the schema allows to end later. */
type OpenDetail = {
  readonly element: XmlElement;
  readonly amountVnd: bigint | undefined;
  readonly creditDebit: EntryDetail['creditDebit'] | undefined;
  readonly rest: Omit<EntryDetail, 'amountVnd' | 'creditDebit'>;
};

type DetailBlock = { readonly details: readonly OpenDetail[]; readonly element: XmlElement };

const DIRECTIONS = ['CRDT', 'DBIT'] as const;

/** Puts one Ntry together from its parts as they pass by, so that a batch of 70,000 details is never a tree. */
export class EntryReader {
  #blocks: DetailBlock[] = [];
  #details: OpenDetail[] = [];

  open(): void {
    this.#blocks = [];
    this.#details = [];
  }

  /** TxDtls */
  detail(element: XmlElement): void {
    const amount = find(element, 'Amt') ?? find(element, 'AmtDtls', 'TxAmt', 'Amt');
    const direction = find(element, 'CdtDbtInd');
    const rest = readDetail(element);
    // Only the place is needed from here on.
    element.children.length = 0;
    this.#details.push({
      element,
      amountVnd: amount === undefined ? undefined : amountOf(amount),
      creditDebit: direction === undefined ? undefined : codeOf(direction, DIRECTIONS),
      rest,
    });
  }

  /** End of NtryDtls */
  closeDetails(element: XmlElement): void {
    this.#blocks.push({ details: this.#details, element });
    this.#details = [];
  }

  /** End of Ntry. @throws Iso20022Error `batch-sum-mismatch`, `batch-count-mismatch` and the codes of single fields. */
  close(element: XmlElement): Entry {
    const amountVnd = amountOf(need(element, 'Amt'));
    const creditDebit = codeOf(need(element, 'CdtDbtInd'), DIRECTIONS);
    const total = { amountVnd, creditDebit, onlyDetail: this.#blocks.flatMap((block) => block.details).length === 1 };
    const blocks = this.#blocks.map((block) => checkedBlock(block, total));
    const details = blocks.flatMap((block) => block.details);
    if (details.length > 0 && sumOfDetails(details, creditDebit) !== amountVnd) {
      throw element.refusal('batch-sum-mismatch', 'the details do not sum to the amount of the entry');
    }
    const entryRef = optionalText(element, 'NtryRef');
    const accountServicerRef = optionalText(element, 'AcctSvcrRef');
    if (entryRef === undefined && accountServicerRef === undefined && !everyDetailHasReference(details)) {
      // Without a reference the same booking told twice could not be known again.
      throw missing(element, 'AcctSvcrRef');
    }
    const status = find(element, 'Sts', 'Cd') ?? need(element, 'Sts');
    return {
      entryRef,
      accountServicerRef,
      amountVnd,
      creditDebit,
      reversal: readIndicator(find(element, 'RvslInd')),
      status: codeOf(status, ENTRY_STATUSES),
      ...readDays(element),
      batch: blocks.find((block) => block.batch !== undefined)?.batch,
      details,
      additionalInfo: optionalText(element, 'AddtlNtryInf'),
    };
  }
}

const everyDetailHasReference = (details: readonly EntryDetail[]): boolean => {
  return details.length > 0 && details.every((detail) => detail.accountServicerRef !== undefined);
};

type EntryTotal = Pick<Entry, 'amountVnd' | 'creditDebit'> & { readonly onlyDetail: boolean };

const checkedBlock = (
  block: DetailBlock,
  entry: EntryTotal,
): { details: EntryDetail[]; batch: BatchInformation | undefined } => {
  const details = block.details.map((detail) => {
    const amountVnd = detail.amountVnd ?? (entry.onlyDetail ? entry.amountVnd : undefined);
    if (amountVnd === undefined) {
      throw missing(detail.element, 'Amt');
    }
    return { ...detail.rest, amountVnd, creditDebit: detail.creditDebit ?? entry.creditDebit };
  });
  const batch = find(block.element, 'Btch');
  return { details, batch: batch === undefined ? undefined : readBatch(batch, details, entry.creditDebit) };
};

const readBatch = (
  element: XmlElement,
  details: readonly EntryDetail[],
  direction: Entry['creditDebit'],
): BatchInformation => {
  const count = optionalCount(element, 'NbOfTxs');
  const total = find(element, 'TtlAmt');
  if (details.length > 0 && count !== undefined && count !== details.length) {
    throw element.refusal('batch-count-mismatch', 'NbOfTxs is not the number of details');
  }
  if (details.length > 0 && total !== undefined && amountOf(total) !== sumOfDetails(details, direction)) {
    throw total.refusal('batch-sum-mismatch', 'TtlAmt is not the sum of the details');
  }
  return {
    messageId: optionalText(element, 'MsgId'),
    paymentInformationId: optionalText(element, 'PmtInfId'),
    count,
  };
};

const readDetail = (element: XmlElement): OpenDetail['rest'] => {
  const endToEndId = optionalText(element, 'Refs', 'EndToEndId');
  const remittance = texts(find(element, 'RmtInf'), 'Ustrd').join(' ');
  return {
    accountServicerRef: optionalText(element, 'Refs', 'AcctSvcrRef'),
    paymentInformationId: optionalText(element, 'Refs', 'PmtInfId'),
    instructionId: optionalText(element, 'Refs', 'InstrId'),
    // Banks write NOTPROVIDED where the payer gave no id, because the rules want the element.
    endToEndId: endToEndId === 'NOTPROVIDED' ? undefined : endToEndId,
    transactionId: optionalText(element, 'Refs', 'TxId'),
    debtorName: partyName(element, 'Dbtr'),
    debtorAccount: optionalAccount(element, 'RltdPties', 'DbtrAcct'),
    creditorName: partyName(element, 'Cdtr'),
    creditorAccount: optionalAccount(element, 'RltdPties', 'CdtrAcct'),
    remittanceText: remittance === '' ? undefined : remittance,
    returnReason: optionalText(element, 'RtrInf', 'Rsn', 'Cd') ?? optionalText(element, 'RtrInf', 'Rsn', 'Prtry'),
    additionalInfo: optionalText(element, 'AddtlTxInf'),
  };
};

/** RltdPties/Dbtr/Pty/Nm; before version .08 without Pty. */
const partyName = (element: XmlElement, party: 'Dbtr' | 'Cdtr'): string | undefined => {
  return optionalText(element, 'RltdPties', party, 'Pty', 'Nm') ?? optionalText(element, 'RltdPties', party, 'Nm');
};

const readIndicator = (element: XmlElement | undefined): boolean => {
  return element !== undefined && ['true', '1'].includes(codeOf(element, ['true', 'false', '1', '0']));
};

const readDays = (element: XmlElement): Pick<Entry, 'bookingDate' | 'valueDate'> => {
  const booked = optionalDay(element, 'BookgDt');
  const valued = optionalDay(element, 'ValDt');
  const bookingDate = booked ?? valued;
  if (bookingDate === undefined) {
    throw missing(element, 'BookgDt');
  }
  return { bookingDate, valueDate: valued ?? bookingDate };
};
