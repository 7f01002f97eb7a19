import type { PayoutDestination, PreparedPayouts } from '@ansinh/contracts/payment/api';
import { vietNamMonth, type YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { sumOf, vndText } from '@ansinh/contracts/vocabulary/money';
import { newId } from '@ansinh/database';
import { destinationOf } from '../beneficiaries/destination.rules';
import { pensionInMonth } from '../benefits/pension.rules';
import type { Tx } from '../kit';
import { createPayout } from '../payouts/payout.rules';
import { storeCreatedPayouts } from '../payouts/payout-step.commands';
import { requirePreparableMonth } from './payroll.rules';
import { listUnpaidPensions, type UnpaidPension } from './payroll.views';

const destinationOfPension = (pension: UnpaidPension): PayoutDestination => {
  const destination = destinationOf(pension);
  if (destination === undefined)
    throw new Error(`benefit ${pension.benefitId} has no destination: its CHECK constraint does not hold`);
  return destination;
};

/** One payout for every pension in force in the month; whoever runs it again gets only what is new since. */
export const preparePayouts = async (tx: Tx, month: YearMonth): Promise<PreparedPayouts> => {
  requirePreparableMonth(month, vietNamMonth(tx.now));
  const pensions = await listUnpaidPensions(tx.db, month);
  const payouts = pensions.map((pension) =>
    createPayout(
      {
        id: newId(),
        kind: 'pension',
        sourceId: pension.benefitId,
        beneficiaryKind: 'participant',
        beneficiaryId: pension.participantId,
        beneficiaryName: pension.fullName,
        period: month,
        amountVnd: pensionInMonth(pension, month),
      },
      destinationOfPension(pension),
      tx.now,
    ),
  );
  const created = await storeCreatedPayouts(tx, payouts);
  return { month, payouts: created.length, totalVnd: vndText(sumOf(created.map((payout) => payout.amountVnd))) };
};
