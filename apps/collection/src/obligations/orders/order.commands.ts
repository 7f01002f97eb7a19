import { HouseholdPremiumAssessed } from '@ansinh/contracts/collection/events';
import type { HouseholdInsuranceOrdered } from '@ansinh/contracts/enrollment/events';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import type { EventOf } from '@ansinh/contracts/wire/envelope';
import { getLaw } from '@ansinh/law/kept';
import type { Tx } from '../../kit';
import { income, receivable } from '../../ledger/entry.rules';
import { writeEntries } from '../../ledger/ledger.store';
import { matchCreditsNaming } from '../../matching/match.commands';
import { HOUSEHOLD_BUCKET, householdPremium, requireMatchKey } from '../../premiums/premium.rules';
import { insertPremium } from '../../premiums/premium.store';

/**
 * Computes what a household owes for its order, once per order. Money that came before the order is matched at once.
 * @throws Rejection `household-order.reference-unusable` when a bank text could not carry the reference
 */
export const assessPremium = async (
  tx: Tx,
  { attributes, data: order }: EventOf<typeof HouseholdInsuranceOrdered>,
): Promise<void> => {
  const key = requireMatchKey(order.reference);
  const { members, totalVnd } = householdPremium(order, await getLaw(tx.db));
  const isNew = await insertPremium(tx, {
    orderId: order.orderId,
    householdId: order.householdId,
    reference: order.reference,
    matchKey: key,
    tenant: attributes.tenant,
    totalVnd,
    members,
  });
  if (!isNew) return;
  await writeEntries(tx, [
    {
      kind: 'premium',
      sourceId: order.orderId,
      sourceVersion: 1,
      movements: [{ debit: receivable(HOUSEHOLD_BUCKET), credit: income(HOUSEHOLD_BUCKET), amountVnd: totalVnd }],
    },
  ]);
  tx.append(
    HouseholdPremiumAssessed,
    {
      orderId: order.orderId,
      householdId: order.householdId,
      reference: order.reference,
      totalVnd: vndText(totalVnd),
      members: members.map(({ participantId, amountVnd }) => ({ participantId, amountVnd: vndText(amountVnd) })),
    },
    { id: order.orderId, version: 1 },
  );
  await matchCreditsNaming(tx, key);
};
