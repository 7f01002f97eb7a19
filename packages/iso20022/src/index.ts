export type { XmlInput, XmlPosition } from '@ansinh/xml';
export { bankText } from './bank-text';
export type {
  AccountReport,
  AccountReportWithEntries,
  Balance,
  BatchInformation,
  Camt053Message,
  Camt054Message,
  CamtHeader,
  CamtItem,
  CreditDebit,
  Entry,
  EntryDetail,
  EntryStatus,
  ReportedAccount,
} from './camt/camt';
export { buildCamt053, buildCamt054 } from './camt/camt-build';
export { readCamt053, readCamt054, streamCamt053, streamCamt054 } from './camt/camt-read';
export { type AccountTransaction, balanceDifference, transactionsOf } from './camt/camt-totals';
export { Iso20022Error, type Iso20022ErrorCode } from './errors';
export type {
  ControlTotals,
  Debtor,
  InitiatingParty,
  Pain001Batch,
  Pain001Header,
  Pain001Item,
  Pain001Message,
  Pain001Transaction,
  PaymentInstruction,
  ReceivedTransaction,
} from './pain/pain001';
export { buildPain001, joinChunks } from './pain/pain001-build';
export { readPain001, streamPain001 } from './pain/pain001-read';
export {
  PAYMENT_STATUS_CODES,
  PAYOUT_REASON_CODES,
  type Pain002Item,
  type PaymentInformationStatus,
  type PaymentStatusCode,
  type StatusReason,
  type StatusReport,
  type StatusReportHeader,
  type TransactionStatus,
} from './pain/pain002';
export { buildPain002 } from './pain/pain002-build';
export { readPain002, streamPain002 } from './pain/pain002-read';
export { MESSAGE_LIMITS } from './xml/message-parser';
export type { ReadOptions } from './xml/message-reader';
