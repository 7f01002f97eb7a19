import { reject } from '@ansinh/contracts/catalogue/problems';
import type { ReportBankCredit } from '@ansinh/contracts/collection/api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { toVnd, type Vnd } from '@ansinh/contracts/vocabulary/money';
import { matchKey } from '../statements/reference.rules';

/** One booking on an account of the agency, as a bank tells it. */
export type IncomingCredit = {
  readonly bankReference: string;
  readonly amountVnd: Vnd;
  readonly bookedOn: LocalDate;
  readonly content: string;
  readonly creditedAccount: string;
  readonly payerName: string | undefined;
  readonly door: 'report' | 'file';
};

export type CreditFacts = Omit<IncomingCredit, 'payerName'>;

export type StoredCredit = Omit<IncomingCredit, 'payerName'> & {
  readonly creditId: string;
  readonly bankBin: string;
  readonly reference: string | null;
  readonly allocatedVnd: Vnd;
  readonly suspenseVnd: Vnd;
  readonly version: number;
};

export type CreditChange = {
  readonly creditId: string;
  readonly reference: string | null;
  readonly allocatedVnd: Vnd;
  readonly suspenseVnd: Vnd;
  readonly version: number;
};

export type AllocationRow = {
  readonly creditId: string;
  readonly statementId: string | null;
  readonly orderId: string | null;
  readonly bucket: string;
  /** Below zero when money is taken back. */
  readonly amountVnd: Vnd;
};

/** What credits have given to a statement, newest first: taken back in this order. */
export type GivenByCredit = {
  readonly creditId: string;
  readonly statementId: string;
  readonly bucket: string;
  readonly amountVnd: Vnd;
  readonly bookedOn: LocalDate;
};

export const reportedCredit = (report: ReportBankCredit): IncomingCredit => ({
  bankReference: report.bankReference,
  amountVnd: toVnd(report.amountVnd),
  bookedOn: report.bookedOn,
  content: report.content,
  creditedAccount: report.creditedAccount,
  payerName: report.payerName,
  door: 'report',
});

/**
 * Whether a bank tells the same booking again. Amount and account always decide; text and date only between two single
 * reports, because a bank shortens texts and moves cut-offs between its messages and its statement.
 */
export const isSameBooking = (stored: CreditFacts, told: CreditFacts): boolean =>
  stored.amountVnd === told.amountVnd &&
  stored.creditedAccount === told.creditedAccount &&
  (stored.door === 'file' ||
    told.door === 'file' ||
    (stored.bookedOn === told.bookedOn && matchKey(stored.content) === matchKey(told.content)));

/** @throws Rejection `credit.reference-reused`, naming the references and nothing of their content */
export const checkSameBookings = (pairs: readonly { stored: CreditFacts; told: CreditFacts }[]): void => {
  const differing = pairs.filter(({ stored, told }) => !isSameBooking(stored, told));
  if (differing.length > 0)
    throw reject('credit.reference-reused', {
      bankReferences: [...new Set(differing.map(({ told }) => told.bankReference))].slice(0, 100),
    });
};
