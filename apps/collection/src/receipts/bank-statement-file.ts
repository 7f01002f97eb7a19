import { reject } from '@ansinh/contracts/catalogue/problems';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { vnd } from '@ansinh/contracts/vocabulary/money';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';
import {
  type AccountReport,
  type AccountTransaction,
  type CamtItem,
  Iso20022Error,
  streamCamt053,
  streamCamt054,
  transactionsOf,
} from '@ansinh/iso20022';
import { reading } from '@ansinh/threads';
import type { IncomingCredit } from '../credits/credit.rules';

const HEAD_BYTES = 4_096;

/** Reads the message that the namespace at the head of the file names. */
const itemsOf = (file: Buffer): AsyncIterable<CamtItem> => {
  const head = file.subarray(0, HEAD_BYTES).toString('latin1');
  // A file that is neither is refused by either reader, with the place of what it is instead.
  return /camt\.053\.001/.test(head) ? streamCamt053(file) : streamCamt054(file);
};

/** What a file of a bank tells. Plain data: it comes from a thread. */
export type ReadStatement = {
  messageId: string;
  entries: number;
  ignored: number;
  credits: IncomingCredit[];
  /** Banks that keep the accounts that are reported, where the file says so. */
  servicers: string[];
};

const isIncoming = ({ creditDebit, status, amountVnd }: AccountTransaction): boolean =>
  creditDebit === 'CRDT' && status === 'BOOK' && amountVnd > 0n;

const creditOf = (booking: AccountTransaction, report: AccountReport): IncomingCredit => ({
  bankReference: booking.reference,
  amountVnd: vnd(booking.amountVnd),
  bookedOn: localDate(booking.bookingDate),
  content: booking.remittanceText ?? booking.additionalInfo ?? '',
  creditedAccount: report.account.account,
  payerName: booking.debtorName,
  door: 'file',
});

const takeBookings = (read: ReadStatement, bookings: Iterable<AccountTransaction>, report: AccountReport): void => {
  for (const booking of bookings) {
    read.entries += 1;
    if (isIncoming(booking)) read.credits.push(creditOf(booking, report));
    else read.ignored += 1;
  }
};

const readItems = async (file: Buffer): Promise<ReadStatement> => {
  const read: ReadStatement = { messageId: '', entries: 0, ignored: 0, credits: [], servicers: [] };
  let report: AccountReport | undefined;
  for await (const item of itemsOf(file)) {
    switch (item.kind) {
      case 'message':
        read.messageId = item.header.messageId;
        break;
      case 'report':
        report = item.report;
        if (report.account.bankBin !== undefined) read.servicers.push(report.account.bankBin);
        break;
      case 'entry':
        if (report !== undefined) takeBookings(read, transactionsOf(item.entry), report);
        break;
      default:
        unreachable(item);
    }
  }
  return read;
};

/** @throws Rejection `bank-statement.unreadable` with path and line */
const readStatement = async (file: Buffer): Promise<ReadStatement> => {
  try {
    return await readItems(file);
  } catch (error) {
    if (!(error instanceof Iso20022Error)) throw error;
    const { path, line, column, code, message } = error;
    throw reject('bank-statement.unreadable', {
      path,
      line,
      column,
      reason: code,
      errors: [{ pointer: path, detail: message, code }],
    });
  }
};

export const statementReading = reading({ name: 'bank-statement', read: readStatement });
