import { HouseholdPremiumPaid } from '@ansinh/contracts/collection/events';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import type { Tx } from '../../kit';
import { listNamedPremiums, lockPremiums, savePaidPremiums } from '../../premiums/premium.store';
import { OpenPremiums } from './open-premiums.rules';
import type { Target } from './target.rules';

/** What a household owes for its order of health insurance. */
export const premiumTarget = {
  find: async (tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, Target<'premium'>>> => {
    const premiums = await listNamedPremiums(tx, keys);
    return new Map(
      premiums.map(({ matchKey, reference, orderId }) => [matchKey, { kind: 'premium', reference, orderId }]),
    );
  },
  lock: async (tx: Tx, targets: readonly Target[]): Promise<OpenPremiums> => {
    const orderIds = targets.flatMap((target) => (target.kind === 'premium' ? [target.orderId] : []));
    return new OpenPremiums(await lockPremiums(tx, [...new Set(orderIds)]));
  },
  save: (tx: Tx, open: OpenPremiums): Promise<void> => savePaidPremiums(tx, [...open.changed.values()]),
  publish: (tx: Tx, open: OpenPremiums): void => {
    for (const { orderId, householdId, totalVnd, paidOn, version } of open.changed.values())
      if (paidOn !== null)
        tx.append(
          HouseholdPremiumPaid,
          { orderId, householdId, paidOn, totalVnd: vndText(totalVnd) },
          { id: orderId, version },
        );
  },
};
