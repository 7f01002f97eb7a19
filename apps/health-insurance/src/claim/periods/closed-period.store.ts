import type { Quarter } from '@ansinh/contracts/vocabulary/calendar';
import type { Tx } from '../../kit';

/** False when the quarter is closed: a second request waits here for the first. */
export const insertClosedPeriod = async (tx: Tx, quarter: Quarter): Promise<boolean> => {
  const { count } = await tx.db.closedPeriod.createMany({
    data: [{ quarter, closedAt: tx.now, closedBy: tx.by.subject, facilities: 0 }],
    skipDuplicates: true,
  });
  return count === 1;
};

/** Notes of how many facilities a quarter was closed. */
export const saveClosedFacilities = async (tx: Tx, quarter: Quarter, facilities: number): Promise<void> => {
  await tx.db.closedPeriod.update({ where: { quarter }, data: { facilities } });
};
