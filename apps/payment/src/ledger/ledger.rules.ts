import type { PayoutKind } from '@ansinh/contracts/payment/events';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';

export type Account =
  | 'fund:pension'
  | 'fund:health'
  | 'payable:participant'
  | 'payable:facility'
  | `bank:${string}`
  | `post-office:${string}`;

export type CauseKind = 'payout-created' | 'payout-paid' | 'payment-reversed';

/** One entry of two sides; its cause is a step of a payout, and is posted once. */
export type EntryDraft = {
  readonly causeKind: CauseKind;
  readonly causeId: string;
  readonly debit: Account;
  readonly credit: Account;
  readonly amountVnd: Vnd;
};

export type PostedPayout = {
  readonly id: string;
  readonly version: number;
  readonly kind: PayoutKind;
  readonly amountVnd: Vnd;
};

const FUND: Record<PayoutKind, Account> = { pension: 'fund:pension', settlement: 'fund:health' };
const PAYABLE: Record<PayoutKind, Account> = { pension: 'payable:participant', settlement: 'payable:facility' };

export const bankAccount = (bankBin: string): Account => `bank:${bankBin}`;
export const postOfficeAccount = (code: string): Account => `post-office:${code}`;

const causeOf = (payout: PostedPayout): string => `${payout.id}:${payout.version}`;

/** The fund owes: what is decided is spent, and is a debt until somebody pays it. */
export const entryOfCreation = (payout: PostedPayout): EntryDraft => ({
  causeKind: 'payout-created',
  causeId: causeOf(payout),
  debit: FUND[payout.kind],
  credit: PAYABLE[payout.kind],
  amountVnd: payout.amountVnd,
});

/** The debt is settled by the money at a bank or a post office. */
export const entryOfPayment = (payout: PostedPayout, paidFrom: Account): EntryDraft => ({
  causeKind: 'payout-paid',
  causeId: causeOf(payout),
  debit: PAYABLE[payout.kind],
  credit: paidFrom,
  amountVnd: payout.amountVnd,
});

/** Paid money came back: the same accounts the other way round, and the debt stands again. */
export const entryOfReversal = (payout: PostedPayout, paidFrom: Account): EntryDraft => ({
  causeKind: 'payment-reversed',
  causeId: causeOf(payout),
  debit: paidFrom,
  credit: PAYABLE[payout.kind],
  amountVnd: payout.amountVnd,
});
