import { reject } from '@ansinh/contracts/catalogue/problems';
import type { PayoutBatch } from '@ansinh/contracts/payment/api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';
import type { PayoutRecord } from '../payouts/payout.rules';

/** A line that a bank was told to pay, with its payout as it is now; without it when that has gone out again since. */
export type SentLine = {
  readonly lineNumber: number;
  readonly endToEndId: string;
  readonly amountVnd: Vnd;
  readonly outcome: 'open' | 'pending' | 'paid' | 'returned';
  readonly payout: PayoutRecord | undefined;
};

export type BatchStatus = PayoutBatch['status'];

export type Batch = { readonly status: BatchStatus; readonly bankBin: string; readonly builtBy: string };

/** `ANSINH-20261002-1f2e3d4c5b6a`, 28 characters: the day tells people, the end of the id makes it unique. */
export const messageIdOf = (batchId: string, day: LocalDate): string =>
  `ANSINH-${day.replaceAll('-', '')}-${batchId.replaceAll('-', '').slice(-12)}`;

export const requireExecutionDate = (executionDate: LocalDate, today: LocalDate): void => {
  if (executionDate < today) throw reject('payout-batch.execution-date', { today });
};

/** Before its approval a batch has no file and no answer. @throws Rejection payout-batch.not-approved */
const requireApproved = ({ status }: Pick<Batch, 'status'>): void => {
  if (status === 'built') throw reject('payout-batch.not-approved');
};

/** What may happen to a batch that exists, by what it becomes. */
export type BatchMove =
  /** An officer releases it: from now on its bank may pay. */
  | { readonly to: 'approved' }
  /** Its bank has read the file. */
  | { readonly to: 'fetched' }
  /** Its bank has answered. */
  | { readonly to: 'reported' };

/**
 * A batch is released once; by whom, and on what, is asked before. A bank reads and answers as often as it likes, and may
 * read once more after its answer.
 * @throws Rejection payout-batch.already-approved, payout-batch.not-approved
 */
export const moveBatch = (batch: Pick<Batch, 'status'>, move: BatchMove): BatchStatus => {
  const { status } = batch;
  switch (move.to) {
    case 'approved':
      if (status !== 'built') throw reject('payout-batch.already-approved', { status });
      return move.to;
    case 'fetched':
      requireApproved(batch);
      return status === 'approved' ? move.to : status;
    case 'reported':
      requireApproved(batch);
      return move.to;
    default:
      return unreachable(move);
  }
};
