import type { KnownBenefitKind } from '@ansinh/contracts/payment/kinds';
import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import { type DestinationColumns, destinationOf } from '../beneficiaries/destination.rules';
import { createPayout, type PayoutRecord } from '../payouts/payout.rules';

/** What a benefit owes for one period. */
export type DueBenefit = DestinationColumns & {
  readonly id: string;
  readonly kind: KnownBenefitKind;
  readonly participantId: string;
  readonly fullName: string;
  readonly period: YearMonth;
  readonly amountVnd: Vnd;
};

/** The payout of a benefit has the kind of the benefit, and goes where the benefit says. */
export const payoutOf = (due: DueBenefit, payoutId: string, now: Date): PayoutRecord => {
  const destination = destinationOf(due);
  if (destination === undefined)
    throw new Error(`benefit ${due.id} has no destination: its CHECK constraint does not hold`);
  const { kind, id: sourceId, participantId, fullName, period, amountVnd } = due;
  return createPayout(
    {
      id: payoutId,
      kind,
      sourceId,
      beneficiaryKind: 'participant',
      beneficiaryId: participantId,
      beneficiaryName: fullName,
      period,
      amountVnd,
    },
    destination,
    now,
  );
};
