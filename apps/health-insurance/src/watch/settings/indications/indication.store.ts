import type { SetDrugIndications } from '@ansinh/contracts/health-insurance/watch.api';
import type { Tx } from '../../../kit';
import { currentVersion } from './indication.views';

/** Adds a list that takes the place of the one before; of two at once the second waits. */
export const insertIndications = async (
  tx: Tx,
  { source, items }: SetDrugIndications,
): Promise<{ readonly version: number }> => {
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('watch-indications', 0))`;
  const version = (await currentVersion(tx.db)) + 1;
  await tx.db.watchIndicationList.create({
    data: { version, source, items, changedAt: tx.now, changedBy: tx.by.subject },
  });
  return { version };
};
