import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { dateColumn } from '@ansinh/database';
import type { Db } from '../kit';
import type { OrderState, Places } from './household.rules';

export type NewHousehold = {
  readonly householdId: string;
  readonly communeCode: string;
  readonly address: string;
  readonly enrolledBy: string;
  readonly enrolledAt: Date;
  readonly memberIds: readonly string[];
};

export const listHouseholdsOf = async (db: Db, participantIds: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await db.householdMember.findMany({
    where: { participantId: { in: [...participantIds] } },
    select: { participantId: true },
  });
  return new Set(rows.map((row) => row.participantId));
};

export const insertHousehold = async (db: Db, household: NewHousehold): Promise<void> => {
  const { householdId, memberIds, ...rest } = household;
  await db.household.create({ data: { id: householdId, ...rest } });
  await db.householdMember.createMany({
    data: memberIds.map((participantId, index) => ({ householdId, participantId, position: index + 1 })),
  });
};

export type LoadedHousehold = { readonly enrolledBy: string; readonly memberIds: ReadonlySet<string> };

/** Locks the household: two orders of one household follow each other. */
export const loadHousehold = async (db: Db, householdId: string): Promise<LoadedHousehold | undefined> => {
  const [household] = await db.$queryRaw<{ enrolledBy: string }[]>`
    SELECT enrolled_by AS "enrolledBy" FROM households WHERE id = ${householdId}::uuid FOR UPDATE`;
  if (household === undefined) return undefined;
  const members = await db.householdMember.findMany({ where: { householdId }, select: { participantId: true } });
  return { ...household, memberIds: new Set(members.map((member) => member.participantId)) };
};

export const listPlaces = async (db: Db, householdId: string, year: number): Promise<Places> => {
  const rows = await db.householdPlace.findMany({ where: { householdId, year } });
  return new Map(rows.map((row) => [row.participantId, row.place]));
};

/** How many orders the household has, which is locked. */
export const countOrders = (db: Db, householdId: string): Promise<number> =>
  db.householdOrder.count({ where: { householdId } });

/** Which of these references an order has. */
export const listTakenReferences = async (db: Db, references: readonly string[]): Promise<ReadonlySet<string>> => {
  const where = { reference: { in: [...references] } };
  const rows = await db.householdOrder.findMany({ where, select: { reference: true } });
  return new Set(rows.map(({ reference }) => reference));
};

export type NewOrder = {
  readonly orderId: string;
  readonly reference: string;
  readonly householdId: string;
  readonly orderedOn: LocalDate;
  readonly year: number;
  readonly months: number;
  readonly members: readonly { readonly participantId: string; readonly cardId: string; readonly place: number }[];
};

export const insertOrder = async (db: Db, order: NewOrder): Promise<void> => {
  const { orderId, householdId, orderedOn, year, members, reference, months } = order;
  await db.householdPlace.createMany({
    data: members.map(({ participantId, place }) => ({ householdId, year, participantId, place })),
    skipDuplicates: true,
  });
  await db.householdOrder.create({
    data: { id: orderId, reference, householdId, orderedOn: dateColumn(orderedOn), months },
  });
  await db.householdOrderMember.createMany({ data: members.map((member) => ({ orderId, ...member })) });
};

/** Locks the order: of two payments one is the first. */
export const loadOrder = async (db: Db, orderId: string): Promise<OrderState | undefined> => {
  const [order] = await db.$queryRaw<OrderState[]>`
    SELECT id AS "orderId", months, paid_on::text AS "paidOn" FROM household_orders
    WHERE id = ${orderId}::uuid FOR UPDATE`;
  return order;
};

export const saveOrder = async (db: Db, { orderId, paidOn }: OrderState): Promise<void> => {
  await db.householdOrder.update({
    where: { id: orderId },
    data: { paidOn: paidOn === null ? null : dateColumn(paidOn) },
  });
};

export type OrderMember = { readonly participantId: string; readonly cardId: string };

export const listOrderMembers = async (db: Db, orderId: string): Promise<OrderMember[]> =>
  db.householdOrderMember.findMany({ where: { orderId }, select: { participantId: true, cardId: true } });
