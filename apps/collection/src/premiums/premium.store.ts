import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import type { Tx } from '../kit';
import type { MemberPremium } from './premium.rules';

export type NewPremium = {
  readonly orderId: string;
  readonly householdId: string;
  readonly reference: string;
  readonly matchKey: string;
  readonly tenant: string;
  readonly totalVnd: Vnd;
  readonly members: readonly MemberPremium[];
};

/** False when the order has its premium already. */
export const insertPremium = async (tx: Tx, { members, ...premium }: NewPremium): Promise<boolean> => {
  const { count } = await tx.db.householdPremium.createMany({ data: { ...premium, version: 1 }, skipDuplicates: true });
  if (count === 0) {
    // Another order with the same reference would be paid by somebody else's money: it must not be passed over.
    await tx.db.householdPremium.findUniqueOrThrow({ where: { orderId: premium.orderId } });
    return false;
  }
  await tx.db.householdPremiumMember.createMany({
    data: members.map(({ participantId, place, amountVnd }) => ({
      orderId: premium.orderId,
      participantId,
      place,
      amountVnd,
    })),
  });
  return true;
};
