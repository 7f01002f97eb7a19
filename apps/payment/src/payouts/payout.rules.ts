import { reject } from '@ansinh/contracts/catalogue/problems';
import type { PayoutDestination, PayoutStatus } from '@ansinh/contracts/payment/api';
import type { PayoutChannel, PayoutKind } from '@ansinh/contracts/payment/events';
import { addMonths, type YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';

/** One debt to one beneficiary for one period, and how far its payment is. */
export type PayoutRecord = {
  readonly id: string;
  readonly kind: PayoutKind;
  /** The benefit or settlement that is paid. */
  readonly sourceId: string;
  readonly beneficiaryKind: 'participant' | 'facility';
  readonly beneficiaryId: string;
  readonly beneficiaryName: string;
  readonly period: YearMonth;
  readonly amountVnd: Vnd;
  readonly channel: PayoutChannel;
  readonly bankBin: string | null;
  readonly accountNumber: string | null;
  readonly accountName: string | null;
  readonly postOfficeCode: string | null;
  /** 1 for the first time it is sent out. */
  readonly attempt: number;
  readonly status: PayoutStatus;
  /** ISO 20022 code of the last return. */
  readonly reasonCode: string | null;
  readonly paidAt: Date | null;
  readonly batchId: string | null;
  /** The number of events about it so far. */
  readonly version: number;
  readonly createdAt: Date;
};

/** The bank keeps 35 characters: 32 of the id, a dash and two digits. */
export const MAX_ATTEMPTS = 99;

/** Only forward; a returned payout starts again as another attempt (domain 8.2). */
const MOVES: Record<PayoutStatus, readonly PayoutStatus[]> = {
  // Cash is paid, or not collected, straight from the list of the post office.
  created: ['sent', 'paid', 'returned'],
  sent: ['paid', 'returned'],
  // A bank may return what it had paid: an account that was closed meanwhile.
  paid: ['returned'],
  returned: ['created'],
};

export const mayMove = (from: PayoutStatus, to: PayoutStatus): boolean => MOVES[from].includes(to);

/** The columns that a destination fills; the other ones are empty. */
export const destinationColumns = (destination: PayoutDestination) =>
  destination.channel === 'bank'
    ? { ...destination.account, channel: destination.channel, postOfficeCode: null }
    : {
        channel: destination.channel,
        bankBin: null,
        accountNumber: null,
        accountName: null,
        postOfficeCode: destination.postOfficeCode,
      };

export type NewPayout = Pick<
  PayoutRecord,
  'id' | 'kind' | 'sourceId' | 'beneficiaryKind' | 'beneficiaryId' | 'beneficiaryName' | 'period' | 'amountVnd'
>;

export const createPayout = (payout: NewPayout, destination: PayoutDestination, now: Date): PayoutRecord => ({
  ...payout,
  ...destinationColumns(destination),
  attempt: 1,
  status: 'created',
  reasonCode: null,
  paidAt: null,
  batchId: null,
  version: 1,
  createdAt: now,
});

/** @throws Rejection payout.already-paid with the first payment, payout.not-payable in any other state. */
export const markPaid = (payout: PayoutRecord, paidAt: Date): PayoutRecord => {
  if (payout.status === 'paid') throw reject('payout.already-paid', { paidAt: payout.paidAt?.toISOString() });
  if (!mayMove(payout.status, 'paid')) throw reject('payout.not-payable', { status: payout.status });
  return { ...payout, status: 'paid', paidAt, version: payout.version + 1 };
};

/** @throws Rejection payout.not-payable when nothing is out that could come back. */
export const markReturned = (payout: PayoutRecord, reasonCode: string): PayoutRecord => {
  if (!mayMove(payout.status, 'returned')) throw reject('payout.not-payable', { status: payout.status });
  return { ...payout, status: 'returned', reasonCode, paidAt: null, version: payout.version + 1 };
};

/** Sends a returned payout out again; the debt stays the same one. */
export const redirectPayout = (payout: PayoutRecord, destination: PayoutDestination): PayoutRecord => {
  if (payout.status !== 'returned') throw reject('payout.not-returned', { status: payout.status });
  if (payout.attempt >= MAX_ATTEMPTS) throw reject('payout.redirected-too-often', { attempts: payout.attempt });
  return {
    ...payout,
    ...destinationColumns(destination),
    attempt: payout.attempt + 1,
    status: 'created',
    reasonCode: null,
    batchId: null,
    version: payout.version + 1,
  };
};

/** Lists are closed in the last days of the month before (domain 6.5), so that the next month is the last to prepare. */
export const checkPreparedMonth = (month: YearMonth, currentMonth: YearMonth): void => {
  const lastMonth = addMonths(currentMonth, 1);
  if (month > lastMonth) throw reject('payout.month-too-early', { lastMonth });
};
