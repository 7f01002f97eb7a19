import { reject } from '@ansinh/contracts/catalogue/problems';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { type Tenant, tenantText } from '@ansinh/contracts/wire/permissions';

/** Place of each person among the insured of the household in one calendar year, 1 first. */
export type Places = ReadonlyMap<string, number>;

/**
 * Places for the members of an order (domain 3.1): whoever has a place in the year keeps it, the others follow in the
 * order in which they are named. A place decides the percentage of the premium, so no two members share one.
 */
export const placeMembers = (taken: Places, participantIds: readonly string[]): Places => {
  let last = Math.max(0, ...taken.values());
  const places = new Map<string, number>();
  for (const participantId of participantIds) {
    const kept = taken.get(participantId) ?? places.get(participantId);
    if (kept === undefined) last += 1;
    places.set(participantId, kept ?? last);
  }
  return places;
};

/** The agency sees all households; a post office those that it enrolled itself. */
export const maySee = (tenant: Tenant, enrolledBy: string): boolean =>
  tenant.kind === 'agency' || tenantText(tenant) === enrolledBy;

/** Refuses a household that names a person twice. */
export const requireDistinctMembers = (members: readonly { readonly personalId: string }[]): void => {
  const ids = members.map((member) => member.personalId);
  requireDistinct(ids, (index) => `/members/${index}/personalId`);
};

const requireDistinct = (ids: readonly string[], pointerOf: (index: number) => string): void => {
  const errors = ids.flatMap((id, index) =>
    ids.indexOf(id) === index ? [] : [{ pointer: pointerOf(index), detail: 'named twice' }],
  );
  if (errors.length > 0) throw reject('household.member-repeated', { errors });
};

/** Refuses an order that names a stranger or a person twice. */
export const requireMembersOnce = (memberIds: ReadonlySet<string>, participantIds: readonly string[]): void => {
  const errors = participantIds.flatMap((participantId, index) =>
    memberIds.has(participantId)
      ? []
      : [{ pointer: `/participantIds/${index}`, detail: 'not a member of the household' }],
  );
  if (errors.length > 0) throw reject('household.not-a-member', { errors });
  requireDistinct(participantIds, (index) => `/participantIds/${index}`);
};

// Crockford's base 32: no I, L, O, U, so that a reference that is read aloud or typed at a counter stays right.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `HD` and 8 characters out of bytes that no other order has: what the transfer carries. A clash is refused by the database. */
export const orderReference = (seed: Uint8Array): string =>
  `HD${Array.from(seed.slice(0, 8), (byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;

export type OrderState = { readonly orderId: string; readonly months: number; readonly paidOn: LocalDate | null };

/** The one move of an order: its premium is paid. Undefined when it was paid before: the first payment counts. */
export const paidOrder = (order: OrderState, paidOn: LocalDate): OrderState | undefined =>
  order.paidOn === null ? { ...order, paidOn } : undefined;
