import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import { chunksOf, columnOf } from '@ansinh/database';
import type { Tx } from '../kit';
import type { MemberPremium, PayablePremium, PremiumChange } from './premium.rules';

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

export type NamedPremium = { readonly matchKey: string; readonly reference: string; readonly orderId: string };

/** The premiums of household orders that have one of the match keys. */
export const listNamedPremiums = async (tx: Tx, keys: readonly string[]): Promise<NamedPremium[]> =>
  tx.db.$queryRaw<NamedPremium[]>`
    SELECT match_key AS "matchKey", reference, order_id AS "orderId" FROM household_premiums
    WHERE match_key = ANY(${keys}::text[])`;

export const lockPremiums = async (tx: Tx, orderIds: readonly string[]): Promise<PayablePremium[]> => {
  if (orderIds.length === 0) return [];
  return tx.db.$queryRaw<PayablePremium[]>`
    SELECT order_id AS "orderId", household_id AS "householdId", total_vnd AS "totalVnd", paid_vnd AS "paidVnd", version
    FROM household_premiums WHERE order_id = ANY(${orderIds}::uuid[]) ORDER BY order_id FOR UPDATE`;
};

export const savePaidPremiums = async (tx: Tx, premiums: readonly PremiumChange[]): Promise<void> => {
  for (const chunk of chunksOf(premiums))
    await tx.db.$executeRaw`
      UPDATE household_premiums SET paid_vnd = rows.paid_vnd, paid_on = rows.paid_on, version = rows.version
      FROM unnest(${columnOf(chunk, 'orderId')}::uuid[], ${columnOf(chunk, 'paidVnd')}::bigint[],
        ${columnOf(chunk, 'paidOn')}::date[], ${columnOf(chunk, 'version')}::int[])
        AS rows (order_id, paid_vnd, paid_on, version)
      WHERE household_premiums.order_id = rows.order_id`;
};
