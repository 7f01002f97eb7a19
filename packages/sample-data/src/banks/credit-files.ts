import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { buildCamt054, type Entry } from '@ansinh/iso20022';

/** One credit as the bank books it on an account of the agency. */
export type PaidCredit = {
  /** The bank's own reference, unique for ever within the bank. */
  readonly bankReference: string;
  readonly amountVnd: bigint;
  readonly bookedOn: LocalDate;
  /** What the payer wrote: it should hold the reference of a statement or an order. */
  readonly content: string;
  readonly payerName: string;
  readonly payerAccount: string;
};

/** Places in the list of payments (0 first) that shall go wrong; left out, nothing does. */
export type PaymentFaults = {
  /** This payer sends a tenth less than is due. */
  readonly short?: number;
  /** This payer writes a text without a reference. */
  readonly unknown?: number;
  /** The bank tells this credit twice, with the same reference of its own. */
  readonly twice?: number;
};

/** The payments as they really arrive. A credit told twice stands at the end, too. */
export const withPaymentFaults = (payments: readonly PaidCredit[], faults: PaymentFaults): PaidCredit[] => {
  const faulty = payments.map((payment, index) => ({
    ...payment,
    amountVnd: index === faults.short ? payment.amountVnd - payment.amountVnd / 10n : payment.amountVnd,
    content: index === faults.unknown ? 'nop tien bao hiem' : payment.content,
  }));
  const repeated = faults.twice === undefined ? undefined : faulty[faults.twice];
  return repeated === undefined ? faulty : [...faulty, repeated];
};

export type CreditNotification = {
  readonly messageId: string;
  readonly createdAt: Date;
  /** The agency's account that was credited, and its bank. */
  readonly account: { readonly number: string; readonly ownerName: string; readonly bankBin: string };
  readonly payments: readonly PaidCredit[];
};

const entryOf = (payment: PaidCredit): Entry => ({
  entryRef: payment.bankReference,
  accountServicerRef: payment.bankReference,
  amountVnd: payment.amountVnd,
  creditDebit: 'CRDT',
  reversal: false,
  status: 'BOOK',
  bookingDate: payment.bookedOn,
  valueDate: payment.bookedOn,
  details: [
    {
      amountVnd: payment.amountVnd,
      creditDebit: 'CRDT',
      accountServicerRef: payment.bankReference,
      debtorName: payment.payerName,
      debtorAccount: payment.payerAccount,
      remittanceText: payment.content,
    },
  ],
});

/** A camt.054 that tells the payments, one entry each. */
export const buildCreditNotification = ({ messageId, createdAt, account, payments }: CreditNotification): string =>
  buildCamt054({
    messageId,
    createdAt,
    notifications: [
      {
        id: `${messageId}-1`,
        createdAt,
        account: { account: account.number, ownerName: account.ownerName, bankBin: account.bankBin },
        entries: payments.map(entryOf),
      },
    ],
  });
