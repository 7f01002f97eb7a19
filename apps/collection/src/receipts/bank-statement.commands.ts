import { reject } from '@ansinh/contracts/catalogue/problems';
import type { BankStatementResult } from '@ansinh/contracts/collection/api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { sumOf, vnd, vndText } from '@ansinh/contracts/vocabulary/money';
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
import type { IncomingCredit } from '../credits/credit.rules';
import type { Tx } from '../kit';
import { recordCredits } from './receipt.commands';

const HEAD_BYTES = 4_096;

/** Reads the message that the namespace at the head of the file names. */
const itemsOf = (file: Buffer): AsyncIterable<CamtItem> => {
  const head = file.subarray(0, HEAD_BYTES).toString('latin1');
  // A file that is neither is refused by either reader, with the place of what it is instead.
  return /camt\.053\.001/.test(head) ? streamCamt053(file) : streamCamt054(file);
};

type ReadFile = { messageId: string; entries: number; ignored: number; credits: IncomingCredit[] };

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

/** A bank reports its own accounts only; the servicer may be left out. */
const requireServicer = (report: AccountReport, bankBin: string): void => {
  if (report.account.bankBin !== undefined && report.account.bankBin !== bankBin)
    throw reject('bank-statement.other-bank', { bankBin, servicer: report.account.bankBin });
};

const takeBookings = (read: ReadFile, bookings: Iterable<AccountTransaction>, report: AccountReport): void => {
  for (const booking of bookings) {
    read.entries += 1;
    if (isIncoming(booking)) read.credits.push(creditOf(booking, report));
    else read.ignored += 1;
  }
};

const readFile = async (file: Buffer, bankBin: string): Promise<ReadFile> => {
  const read: ReadFile = { messageId: '', entries: 0, ignored: 0, credits: [] };
  let report: AccountReport | undefined;
  for await (const item of itemsOf(file)) {
    switch (item.kind) {
      case 'message':
        read.messageId = item.header.messageId;
        break;
      case 'report':
        requireServicer(item.report, bankBin);
        report = item.report;
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

/**
 * Takes a camt.053 or camt.054 file: every booked credit becomes a credit with its own result, every batch detail being
 * one; debits and bookings that are not final are counted as ignored. The whole file is one transaction.
 * @throws Rejection `bank-statement.unreadable` with path and line; `bank-statement.other-bank`; `credit.reference-reused`
 */
export const recordBankStatement = async (tx: Tx, file: Buffer): Promise<BankStatementResult> => {
  const bankBin = tx.by.tenant.code;
  try {
    const { credits: told, ...counts } = await readFile(file, bankBin);
    const credits = await recordCredits(tx, bankBin, told);
    const count = (outcome: string): number => credits.filter((credit) => credit.outcome === outcome).length;
    return {
      ...counts,
      matched: count('matched'),
      suspense: count('suspense'),
      duplicate: count('duplicate'),
      totalVnd: vndText(sumOf(told.map((credit) => credit.amountVnd))),
      credits,
    };
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
