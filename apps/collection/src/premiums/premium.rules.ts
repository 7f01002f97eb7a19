import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import { BASE_SALARY, HOUSEHOLD_HEALTH_RATE } from '@ansinh/contracts/vocabulary/law/parameters';
import { divideRounded, shareOf, type Vnd } from '@ansinh/contracts/vocabulary/money';

export type OrderedMember = { readonly participantId: string; readonly place: number };
export type MemberPremium = OrderedMember & { readonly amountVnd: Vnd };

/**
 * The premium of one member for a month: 4.5 % of the base salary, of it the percentage of the member's place in the
 * household, the fifth place's for all later ones (Decree 188/2025; domain 3.1). The day of the order decides: when the
 * base salary rises later, nothing more is due for the months ordered.
 */
export const monthlyPremium = (place: number, orderedOn: LocalDate): Vnd => {
  const { rate, percentByPlace } = inForce(HOUSEHOLD_HEALTH_RATE, orderedOn);
  const percent = percentByPlace[Math.min(place, percentByPlace.length) - 1];
  if (percent === undefined) throw new Error(`no household member has place ${place}`);
  return divideRounded(shareOf(inForce(BASE_SALARY, orderedOn), rate) * percent, 100n);
};

export const householdPremium = (order: {
  readonly orderedOn: LocalDate;
  readonly months: number;
  readonly members: readonly OrderedMember[];
}): { members: MemberPremium[]; totalVnd: Vnd } => {
  const members = order.members.map((member) => ({
    ...member,
    amountVnd: monthlyPremium(member.place, order.orderedOn) * BigInt(order.months),
  }));
  return { members, totalVnd: members.reduce((sum, member) => sum + member.amountVnd, 0n) };
};
