import { BENEFICIARY_KINDS, PAYING_FUNDS, PAYOUT_KINDS } from '@ansinh/contracts/payment/kinds';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import { knownKind } from '@ansinh/contracts/wire/open-kind';
import type { AccountFamilies, AccountOf, JournalEntry } from '@ansinh/ledger';

/** The accounts of the books of payment, by family. */
export const ACCOUNT_FAMILIES = {
  fund: { vi: 'Đã chi từ', en: 'Spent by the', side: 'debit', members: PAYING_FUNDS },
  payable: { vi: 'Còn phải trả', en: 'Payable to the', side: 'credit', members: BENEFICIARY_KINDS, isOpen: true },
  bank: { vi: 'Tiền gửi tại ngân hàng', en: 'Money at bank', side: 'debit', members: 'any' },
  'post-office': { vi: 'Tiền tại bưu điện', en: 'Money at post office', side: 'debit', members: 'any' },
} as const satisfies AccountFamilies;

export type Account = AccountOf<typeof ACCOUNT_FAMILIES>;

export type EntryKind = 'payout-created' | 'payout-paid' | 'payment-reversed';

/** One step of a payout in the books; its cause is the payout and its version, so that a step is entered once. */
export type PayoutEntry = JournalEntry<EntryKind, Account>;

export type PostedPayout = {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  /** Open: what a later release owes to somebody else is paid and booked all the same. */
  readonly beneficiaryKind: string;
  readonly amountVnd: Vnd;
};

const fundOf = ({ kind }: PostedPayout): Account => {
  const known = knownKind(PAYOUT_KINDS, kind);
  if (known === undefined) throw new Error(`no fund is known that owes payouts of the kind ${kind}`);
  return `fund:${PAYOUT_KINDS[known].fund}`;
};
const payableOf = ({ beneficiaryKind }: PostedPayout): Account => `payable:${beneficiaryKind}`;

export const bankAccount = (bankBin: string): Account => `bank:${bankBin}`;
export const postOfficeAccount = (code: string): Account => `post-office:${code}`;

const entryOf = (kind: EntryKind, payout: PostedPayout, debit: Account, credit: Account): PayoutEntry => ({
  kind,
  sourceId: payout.id,
  sourceVersion: payout.version,
  movements: [{ debit, credit, amountVnd: payout.amountVnd }],
});

/** The fund owes: what is decided is spent, and is a debt until somebody pays it. */
export const entryOfCreation = (payout: PostedPayout): PayoutEntry =>
  entryOf('payout-created', payout, fundOf(payout), payableOf(payout));

/** The debt is settled by the money at a bank or a post office. */
export const entryOfPayment = (payout: PostedPayout, paidFrom: Account): PayoutEntry =>
  entryOf('payout-paid', payout, payableOf(payout), paidFrom);

/** Paid money came back: the same accounts the other way round, and the debt stands again. */
export const entryOfReversal = (payout: PostedPayout, paidFrom: Account): PayoutEntry =>
  entryOf('payment-reversed', payout, paidFrom, payableOf(payout));
