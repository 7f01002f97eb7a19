import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { dateColumn, localDateOf } from '@ansinh/database';
import type { Db } from '../kit';
import type { PaidPremium } from './notice.rules';

export type OrderedMember = { readonly participantId: string; readonly months: number };

export const saveOrderedMembers = async (db: Db, orderId: string, members: readonly OrderedMember[]): Promise<void> => {
  await db.orderedMember.createMany({ data: members.map((member) => ({ orderId, ...member })), skipDuplicates: true });
};

export const listOrderedMembers = async (db: Db, orderId: string): Promise<OrderedMember[]> =>
  db.orderedMember.findMany({ where: { orderId }, select: { participantId: true, months: true } });

export type PaidOrder = PaidPremium & { readonly eventId: string };

export const savePaidOrder = async (db: Db, orderId: string, paid: PaidOrder): Promise<void> => {
  const { eventId, paidOn, totalVnd } = paid;
  const data = { orderId, eventId, paidOn: dateColumn(paidOn), totalVnd: BigInt(totalVnd) };
  await db.paidOrder.createMany({ data: [data], skipDuplicates: true });
};

export const findPaidOrder = async (db: Db, orderId: string): Promise<PaidOrder | undefined> => {
  const row = await db.paidOrder.findUnique({ where: { orderId } });
  if (row === null) return undefined;
  const paidOn: LocalDate = localDateOf(row.paidOn);
  return { eventId: row.eventId, paidOn, totalVnd: row.totalVnd.toString() };
};

/**
 * Holds two events about one order apart until the commit, so that each sees what the other wrote: they come by
 * different topics, and may be handled at the same moment.
 */
export const lockOrder = async (db: Db, orderId: string): Promise<void> => {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${orderId}, 0))`;
};
