import { reject } from '@ansinh/contracts/catalogue/problems';
import { type Quarter, quarter } from '@ansinh/contracts/vocabulary/calendar';
import type { Tx } from '../../kit';

type Db = Tx['db'];

/** Quarters whose accounts are closed: nothing is settled in their months, and no claim is taken into them. */
export const findClosedPeriods = async (db: Db): Promise<ReadonlySet<Quarter>> => {
  const rows = await db.closedPeriod.findMany({ select: { quarter: true } });
  return new Set(rows.map((row) => quarter(row.quarter)));
};

/** @throws Rejection period.closed */
export const requireOpenQuarter = async (db: Db, quarter: Quarter): Promise<void> => {
  if ((await findClosedPeriods(db)).has(quarter)) throw reject('period.closed', { quarter });
};

/** When a quarter was closed; undefined while it is open. */
export const findClosedPeriod = async (db: Db, quarter: Quarter): Promise<{ readonly closedAt: Date } | undefined> =>
  (await db.closedPeriod.findUnique({ where: { quarter }, select: { closedAt: true } })) ?? undefined;
