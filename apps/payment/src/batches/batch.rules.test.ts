import { PayoutBatch } from '@ansinh/contracts/payment/api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { type BatchMove, messageIdOf, moveBatch } from './batch.rules';

const STATUSES = PayoutBatch.shape.status.options;
const outcomeOf = (work: () => string): string => {
  try {
    return work();
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a batch', () => {
  it('has a message id that banks can carry', () => {
    expect(messageIdOf('019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5e', localDate('2026-10-05'))).toBe(
      'ANSINH-20261005-0c1d2e3f4a5e',
    );
  });

  it('goes forward only, and waits for its approval', () => {
    const moves: BatchMove[] = [{ to: 'approved' }, { to: 'fetched' }, { to: 'reported' }];
    const lives = STATUSES.map((status) => [
      status,
      ...moves.map((move) => outcomeOf(() => moveBatch({ status }, move))),
    ]);
    expect(lives).toEqual([
      ['built', 'approved', 'payout-batch.not-approved', 'payout-batch.not-approved'],
      ['approved', 'payout-batch.already-approved', 'fetched', 'reported'],
      ['fetched', 'payout-batch.already-approved', 'fetched', 'reported'],
      ['reported', 'payout-batch.already-approved', 'reported', 'reported'],
    ]);
  });
});
