import { minus } from '@ansinh/contracts/vocabulary/money';
import type { StoredCredit } from '../../credits/credit.rules';
import { receivable, SUSPENSE } from '../../ledger/entry.rules';
import { HOUSEHOLD_BUCKET, type PayablePremium, type PremiumChange, payPremium } from '../../premiums/premium.rules';
import type { Given, OpenDebts, Target } from './target.rules';

/** The premiums of household orders, and what credits did to them. */
export class OpenPremiums implements OpenDebts<'premium'> {
  readonly #byOrder: Map<string, PayablePremium>;
  readonly changed = new Map<string, PremiumChange>();

  constructor(premiums: readonly PayablePremium[]) {
    this.#byOrder = new Map(premiums.map((premium) => [premium.orderId, premium]));
  }

  pay(credit: StoredCredit, { orderId }: Target<'premium'>): Given {
    const premium = this.#byOrder.get(orderId);
    const paid =
      premium === undefined
        ? undefined
        : payPremium(premium, { amountVnd: credit.suspenseVnd, paidOn: credit.bookedOn });
    if (paid === undefined) return { allocations: [], movements: [], restVnd: credit.suspenseVnd };
    this.#byOrder.set(orderId, paid.premium);
    this.changed.set(orderId, paid.premium);
    const { creditId } = credit;
    const amountVnd = paid.takenVnd;
    return {
      allocations: [{ creditId, statementId: null, orderId, bucket: HOUSEHOLD_BUCKET, amountVnd }],
      movements: [{ debit: SUSPENSE, credit: receivable(HOUSEHOLD_BUCKET), amountVnd }],
      restVnd: minus(credit.suspenseVnd, amountVnd),
    };
  }
}
