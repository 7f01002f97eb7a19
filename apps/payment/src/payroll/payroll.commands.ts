import type { PreparedPayouts } from '@ansinh/contracts/payment/api';
import { vietNamMonth, type YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { sumOf, vndText } from '@ansinh/contracts/vocabulary/money';
import { newId } from '@ansinh/database';
import { getLaw } from '@ansinh/law/kept';
import { ofBenefit, withOpenAccount } from '../beneficiaries/sealing';
import { BENEFIT_TYPES } from '../benefits/benefit-kinds';
import { payoutOf } from '../benefits/payout-of-benefit.rules';
import type { Tx } from '../kit';
import { storeCreatedPayouts } from '../payouts/payout-step.commands';
import { sealedPayout } from '../payouts/sealed-payout';
import { requirePreparableMonth } from './payroll.rules';
import { listUnpaidBenefits } from './payroll.views';

/** One payout for every monthly benefit in force in the month; whoever runs it again gets only what is new since. */
export const preparePayouts = async (tx: Tx, month: YearMonth): Promise<PreparedPayouts> => {
  requirePreparableMonth(month, vietNamMonth(tx.now));
  const benefits = await listUnpaidBenefits(tx.db, month);
  const law = await getLaw(tx.db);
  const payouts = benefits.map((benefit) => {
    const amountVnd = BENEFIT_TYPES[benefit.kind].amountInMonth(benefit, month, law);
    const opened = withOpenAccount(benefit, ofBenefit(benefit.id));
    return sealedPayout(payoutOf({ ...opened, period: month, amountVnd }, newId(), tx.now));
  });
  const created = await storeCreatedPayouts(tx, payouts);
  const prepared = {
    month,
    payouts: created.length,
    totalVnd: vndText(sumOf(created.map(({ amountVnd }) => amountVnd))),
  };
  const outcome = `${prepared.payouts} payouts`;
  tx.audit({ action: 'payout-run.prepare', target: `payout-run:${month}`, outcome, after: prepared });
  return prepared;
};
