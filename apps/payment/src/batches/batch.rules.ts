import { reject } from '@ansinh/contracts/catalogue/problems';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';

export type BatchStatus = 'built' | 'approved' | 'fetched' | 'reported';

/** `ANSINH-20261002-1f2e3d4c5b6a`, 28 characters: the day tells people, the end of the id makes it unique. */
export const messageIdOf = (batchId: string, day: LocalDate): string =>
  `ANSINH-${day.replaceAll('-', '')}-${batchId.replaceAll('-', '').slice(-12)}`;

export const checkExecutionDate = (executionDate: LocalDate, today: LocalDate): void => {
  if (executionDate < today) throw reject('payout-batch.execution-date', { today });
};

/** Two persons: who built a batch never releases it to the bank. */
export const approveBatch = (
  batch: { readonly status: string; readonly builtBy: string },
  approvedBy: string,
): BatchStatus => {
  if (batch.status !== 'built') throw reject('payout-batch.already-approved', { status: batch.status });
  if (batch.builtBy === approvedBy) throw reject('payout-batch.same-person');
  return 'approved';
};
