import { reject } from '@ansinh/contracts/catalogue/problems';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { divideRounded, least, minus, plus, shareOf, sumOf, type Vnd, vnd } from '@ansinh/contracts/vocabulary/money';
import { CONTENT_LENGTH_MAX, KEY_LENGTH_MIN, matchKey } from '../statements/reference.rules';

export type OrderedMember = { readonly participantId: string; readonly place: number };
export type MemberPremium = OrderedMember & { readonly amountVnd: Vnd };

/**
 * The premium of one member for a month: 4.5 % of the base salary, of it the percentage of the member's place in the
 * household, the fifth place's for all later ones (Decree 188/2025; domain 3.1). The day of the order decides: when the
 * base salary rises later, nothing more is due for the months ordered.
 */
export const monthlyPremium = (place: number, orderedOn: LocalDate, law: Law): Vnd => {
  const { rate, percentByPlace } = inForce(law['household-health-rate'], orderedOn);
  const percent = percentByPlace[Math.min(place, percentByPlace.length) - 1];
  if (percent === undefined) throw new Error(`no household member has place ${place}`);
  return vnd(divideRounded(shareOf(inForce(law['base-salary'], orderedOn), rate) * percent, 100n));
};

type PremiumOrder = {
  readonly orderedOn: LocalDate;
  readonly months: number;
  readonly members: readonly OrderedMember[];
};

export const householdPremium = (order: PremiumOrder, law: Law): { members: MemberPremium[]; totalVnd: Vnd } => {
  const members = order.members.map((member) => ({
    ...member,
    amountVnd: vnd(monthlyPremium(member.place, order.orderedOn, law) * BigInt(order.months)),
  }));
  return { members, totalVnd: sumOf(members.map((member) => member.amountVnd)) };
};

/**
 * What bank texts are searched for to find an order.
 * @throws Rejection `household-order.reference-unusable` when a bank text could not carry the reference
 */
export const requireMatchKey = (reference: string): string => {
  const key = matchKey(reference);
  if (key.length < KEY_LENGTH_MIN || reference.length > CONTENT_LENGTH_MAX)
    throw reject('household-order.reference-unusable');
  return key;
};

/** The bucket that premiums of households are booked under. */
export const HOUSEHOLD_BUCKET = 'household-premium';

/** A premium as money sees it. */
export type PayablePremium = {
  readonly orderId: string;
  readonly householdId: string;
  readonly totalVnd: Vnd;
  readonly paidVnd: Vnd;
  readonly version: number;
};

export type PremiumChange = PayablePremium & { readonly paidOn: LocalDate | null };

/**
 * The one move of a premium: money fills what is open of it, never more. Only the payment that completes it has a day and
 * is an event, and only events count as versions. Undefined when nothing is open.
 */
export const payPremium = (
  premium: PayablePremium,
  payment: { readonly amountVnd: Vnd; readonly paidOn: LocalDate },
): { readonly premium: PremiumChange; readonly takenVnd: Vnd } | undefined => {
  const openVnd = minus(premium.totalVnd, premium.paidVnd);
  const takenVnd = least(payment.amountVnd, openVnd);
  if (takenVnd === 0n) return undefined;
  const isWhole = takenVnd === openVnd;
  return {
    premium: {
      ...premium,
      paidVnd: plus(premium.paidVnd, takenVnd),
      paidOn: isWhole ? payment.paidOn : null,
      version: isWhole ? premium.version + 1 : premium.version,
    },
    takenVnd,
  };
};
