import { reject } from '@ansinh/contracts/catalogue/problems';
import type { ReportBankCredit } from '@ansinh/contracts/collection/api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { minus, plus, toVnd, type Vnd } from '@ansinh/contracts/vocabulary/money';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';
import { bankAccount, type JournalEntry, SUSPENSE } from '../ledger/entry.rules';
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

export type CreditMove =
  /** Money went from suspense to what the text names; `reference` is told also when nothing of that name is due yet. */
  | { readonly kind: 'matched'; readonly matchedVnd: Vnd; readonly reference: string | null }
  /** Money came back to suspense from a statement that was lowered. */
  | { readonly kind: 'released'; readonly releasedVnd: Vnd };

/** Every move of a credit: its money is allocated or in suspense, and never on neither side. */
export const moveCredit = (credit: StoredCredit, move: CreditMove): CreditChange => {
  const { creditId, allocatedVnd, suspenseVnd, reference } = credit;
  const version = credit.version + 1;
  switch (move.kind) {
    case 'matched':
      return {
        creditId,
        reference: move.reference,
        allocatedVnd: plus(allocatedVnd, move.matchedVnd),
        suspenseVnd: minus(suspenseVnd, move.matchedVnd),
        version,
      };
    case 'released':
      return {
        creditId,
        reference,
        allocatedVnd: minus(allocatedVnd, move.releasedVnd),
        suspenseVnd: plus(suspenseVnd, move.releasedVnd),
        version,
      };
    default:
      return unreachable(move);
  }
};

/** Money that is left in suspense asks for a decision: that is what the outcome tells. */
export const outcomeOf = (credit: Pick<StoredCredit, 'suspenseVnd'>): 'matched' | 'suspense' =>
  credit.suspenseVnd > 0n ? 'suspense' : 'matched';

/** Money that arrives is in suspense until it is matched: nothing is ever on no account. */
export const arrivalEntry = (credit: StoredCredit): JournalEntry => ({
  kind: 'credit',
  sourceId: credit.creditId,
  sourceVersion: credit.version,
  movements: [{ debit: bankAccount(credit.bankBin), credit: SUSPENSE, amountVnd: credit.amountVnd }],
});

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
export const requireSameBookings = (pairs: readonly { stored: CreditFacts; told: CreditFacts }[]): void => {
  const differing = pairs.filter(({ stored, told }) => !isSameBooking(stored, told));
  if (differing.length > 0)
    throw reject('credit.reference-reused', {
      bankReferences: [...new Set(differing.map(({ told }) => told.bankReference))].slice(0, 100),
    });
};
