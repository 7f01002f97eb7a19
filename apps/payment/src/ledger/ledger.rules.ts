import type { PayoutKind } from '@ansinh/contracts/payment/events';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import type { JournalEntry } from '@ansinh/ledger';

export type Account =
  | 'fund:pension'
  | 'fund:health'
  | 'payable:participant'
  | 'payable:facility'
  | `bank:${string}`
  | `post-office:${string}`;

export type EntryKind = 'payout-created' | 'payout-paid' | 'payment-reversed';

/** One step of a payout in the books; its cause is the payout and its version, so that a step is entered once. */
export type PayoutEntry = JournalEntry<EntryKind, Account>;

export type PostedPayout = {
  readonly id: string;
  readonly version: number;
  readonly kind: PayoutKind;
  readonly amountVnd: Vnd;
};

const FUND = { pension: 'fund:pension', settlement: 'fund:health' } as const satisfies Record<PayoutKind, Account>;
const PAYABLE = {
  pension: 'payable:participant',
  settlement: 'payable:facility',
} as const satisfies Record<PayoutKind, Account>;

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
  entryOf('payout-created', payout, FUND[payout.kind], PAYABLE[payout.kind]);

/** The debt is settled by the money at a bank or a post office. */
export const entryOfPayment = (payout: PostedPayout, paidFrom: Account): PayoutEntry =>
  entryOf('payout-paid', payout, PAYABLE[payout.kind], paidFrom);

/** Paid money came back: the same accounts the other way round, and the debt stands again. */
export const entryOfReversal = (payout: PostedPayout, paidFrom: Account): PayoutEntry =>
  entryOf('payment-reversed', payout, paidFrom, PAYABLE[payout.kind]);
