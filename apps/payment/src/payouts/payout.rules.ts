import { type Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import type { PayoutDestination, PayoutStatus } from '@ansinh/contracts/payment/api';
import type { KnownPayoutKind } from '@ansinh/contracts/payment/kinds';
import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';
import { type DestinationColumns, destinationColumns, goesInBatch } from '../beneficiaries/destination.rules';

/** One debt to one beneficiary for one period, and how far its payment is. */
export type PayoutRecord = DestinationColumns & {
  readonly id: string;
  /** Open: a payout of a kind that a later release made is paid and returned as every other one. */
  readonly kind: string;
  /** The benefit, settlement or advance that is paid. */
  readonly sourceId: string;
  /** Open, as the kind. */
  readonly beneficiaryKind: string;
  readonly beneficiaryId: string;
  readonly beneficiaryName: string;
  readonly period: YearMonth;
  readonly amountVnd: Vnd;
  /** 1 for the first time it is sent out. */
  readonly attempt: number;
  readonly status: PayoutStatus;
  /** ISO 20022 code of the last return. */
  readonly reasonCode: string | null;
  readonly paidAt: Date | null;
  /** The list that took it to a bank. */
  readonly batchId: string | null;
  /** The number of events about it so far. */
  readonly version: number;
  readonly createdAt: Date;
};

/** `<32 digits of the payout>-<attempt>`: what the bank is told of an attempt; insertBatch writes the same. */
export const endToEndIdOf = ({ id, attempt }: Pick<PayoutRecord, 'id' | 'attempt'>): string =>
  `${id.replaceAll('-', '')}-${attempt}`;

/** ISO 20022: what has no code of its own, or came back without one. */
export const NO_REASON = 'NARR';

/** The bank keeps 35 characters: 32 of the id, a dash and two digits. */
export const MAX_ATTEMPTS = 99;

/** Only forward; a returned payout starts again as another attempt (domain 8.2). */
const MOVES = {
  // Cash is paid, or not collected, straight from the list of the post office.
  created: ['sent', 'paid', 'returned'],
  sent: ['paid', 'returned'],
  // A bank may return what it had paid: an account that was closed meanwhile.
  paid: ['returned'],
  returned: ['created'],
} as const satisfies Record<PayoutStatus, readonly PayoutStatus[]>;

export const mayMove = (from: PayoutStatus, to: PayoutStatus): boolean => MOVES[from].some((status) => status === to);

export type NewPayout = Pick<
  PayoutRecord,
  'id' | 'sourceId' | 'beneficiaryKind' | 'beneficiaryId' | 'beneficiaryName' | 'period' | 'amountVnd'
> & { readonly kind: KnownPayoutKind };

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

/** What may happen to a payout, by what it becomes. */
export type PayoutMove =
  /** Its batch is released: from now on the bank may pay. */
  | { readonly to: 'sent' }
  | { readonly to: 'paid'; readonly paidAt: Date }
  | { readonly to: 'returned'; readonly reasonCode: string }
  /** It goes out again; the debt stays the same one. */
  | { readonly to: 'created'; readonly destination: PayoutDestination };

const refusalOf = (payout: PayoutRecord, to: PayoutStatus): Rejection => {
  const { status } = payout;
  switch (to) {
    case 'paid':
      return status === 'paid'
        ? reject('payout.already-paid', { paidAt: payout.paidAt?.toISOString() })
        : reject('payout.not-payable', { status });
    case 'sent':
    case 'returned':
      return reject('payout.not-payable', { status });
    case 'created':
      return reject('payout.not-returned', { status });
    default:
      return unreachable(to);
  }
};

/**
 * Every move of a payout that exists. An event belongs to each of them but to `sent`, which the event of its batch
 * tells; so only those count as versions.
 * @throws Rejection payout.already-paid with the first payment; payout.not-payable where money can neither arrive nor
 * come back; payout.not-returned, payout.redirected-too-often for one that cannot go out again
 */
export const movePayout = (payout: PayoutRecord, move: PayoutMove): PayoutRecord => {
  if (!mayMove(payout.status, move.to)) throw refusalOf(payout, move.to);
  const version = payout.version + 1;
  switch (move.to) {
    case 'sent':
      if (payout.batchId === null) throw refusalOf(payout, move.to);
      return { ...payout, status: move.to };
    case 'paid':
      return { ...payout, status: move.to, paidAt: move.paidAt, version };
    case 'returned':
      return { ...payout, status: move.to, reasonCode: move.reasonCode, paidAt: null, version };
    case 'created':
      if (payout.attempt >= MAX_ATTEMPTS) throw reject('payout.redirected-too-often', { attempts: payout.attempt });
      return {
        ...payout,
        ...destinationColumns(move.destination),
        attempt: payout.attempt + 1,
        status: move.to,
        reasonCode: null,
        batchId: null,
        version,
      };
    default:
      return unreachable(move);
  }
};

/** Payouts that wait for a batch; `takeReadyForBatch` in the store is the same for all of them at once. */
export const takenForBatch = (payout: PayoutRecord, batchId: string): PayoutRecord =>
  goesInBatch(payout.channel) && payout.status === 'created' && payout.batchId === null
    ? { ...payout, batchId }
    : payout;

/** The payouts of a batch go out with it; `markBatchSent` in the store is the same for all of them at once. */
export const sentWithBatch = (payout: PayoutRecord, batchId: string): PayoutRecord =>
  payout.status === 'created' && payout.batchId === batchId ? movePayout(payout, { to: 'sent' }) : payout;
