import type { XmlInput } from '@ansinh/xml';
import { Iso20022Error } from '../errors';
import { instant, text } from '../xml/fields';
import type { MessageShape } from '../xml/message-parser';
import { type ReadContext, type ReadHandlers, type ReadOptions, readMessage } from '../xml/message-reader';
import { missing, type XmlElement } from '../xml/xml-element';
import type { AccountReportWithEntries, Camt053Message, Camt054Message, CamtHeader, CamtItem, Entry } from './camt';
import { EntryReader } from './camt-entry-read';
import { readReport } from './camt-report-read';

const shapeOf = (message: string, root: string, report: string): MessageShape => {
  return {
    message,
    versions: { first: 2, last: 8 },
    root,
    containers: [`${root}/${report}`, `${report}/Ntry`, 'Ntry/NtryDtls'],
    records: [`${root}/GrpHdr`, 'NtryDtls/TxDtls'],
  };
};

const STATEMENT_SHAPE = shapeOf('camt.053.001', 'BkToCstmrStmt', 'Stmt');
const NOTIFICATION_SHAPE = shapeOf('camt.054.001', 'BkToCstmrDbtCdtNtfctn', 'Ntfctn');

/**
 * Reads a camt.053 (versions .02 to .08) piece by piece. An entry is yielded when it has been read whole and holds.
 * @throws Iso20022Error `batch-sum-mismatch`, `batch-count-mismatch` and all codes of reading.
 */
export const streamCamt053 = (input: XmlInput, options?: ReadOptions): AsyncGenerator<CamtItem, void, undefined> => {
  return readMessage(input, { shape: STATEMENT_SHAPE, handlers: camtHandlers(STATEMENT_SHAPE.root) }, options);
};

/** As `streamCamt053`, for camt.054 (versions .02 to .08). */
export const streamCamt054 = (input: XmlInput, options?: ReadOptions): AsyncGenerator<CamtItem, void, undefined> => {
  return readMessage(input, { shape: NOTIFICATION_SHAPE, handlers: camtHandlers(NOTIFICATION_SHAPE.root) }, options);
};

/** Reads a whole camt.053. @throws Iso20022Error */
export const readCamt053 = async (input: XmlInput, options?: ReadOptions): Promise<Camt053Message> => {
  const { header, reports } = await collect(streamCamt053(input, options));
  return { ...header, statements: reports };
};

/** Reads a whole camt.054. @throws Iso20022Error */
export const readCamt054 = async (input: XmlInput, options?: ReadOptions): Promise<Camt054Message> => {
  const { header, reports } = await collect(streamCamt054(input, options));
  return { ...header, notifications: reports };
};

const collect = async (
  items: AsyncIterable<CamtItem>,
): Promise<{ header: CamtHeader; reports: AccountReportWithEntries[] }> => {
  let header: CamtHeader | undefined;
  const reports: (AccountReportWithEntries & { entries: Entry[] })[] = [];
  for await (const item of items) {
    if (item.kind === 'message') {
      header = item.header;
    } else if (item.kind === 'report') {
      reports.push({ ...item.report, entries: [] });
    } else {
      item.kind satisfies 'entry';
      reports.at(-1)?.entries.push(item.entry);
    }
  }
  if (header === undefined) {
    throw new Iso20022Error('element-missing', 'GrpHdr is missing', { path: 'Document/GrpHdr' });
  }
  return { header, reports };
};

const camtHandlers = (root: string): ReadHandlers<CamtItem> => {
  const entries = new EntryReader();
  let headerRead = false;
  let reportRead = false;

  const openReport = (): void => {
    reportRead = false;
  };
  const reportOnce = (element: XmlElement, { emit }: ReadContext<CamtItem>): void => {
    if (!reportRead) {
      emit({ kind: 'report', report: readReport(element) });
      reportRead = true;
    }
  };
  return {
    'record GrpHdr': (element, { emit }) => {
      if (headerRead) {
        throw element.refusal('element-repeated', 'GrpHdr may occur only once');
      }
      headerRead = true;
      emit({ kind: 'message', header: { messageId: text(element, 'MsgId'), createdAt: instant(element, 'CreDtTm') } });
    },
    'open Stmt': openReport,
    'open Ntfctn': openReport,
    'open Ntry': (element, context) => {
      reportOnce(element.parent ?? element, context);
      entries.open();
    },
    'record TxDtls': (element) => entries.detail(element),
    'close NtryDtls': (element) => entries.closeDetails(element),
    'close Ntry': (element, { emit }) => emit({ kind: 'entry', entry: entries.close(element) }),
    'close Stmt': reportOnce,
    'close Ntfctn': reportOnce,
    [`close ${root}`]: (element) => {
      if (!headerRead) {
        throw missing(element, 'GrpHdr');
      }
    },
  };
};
