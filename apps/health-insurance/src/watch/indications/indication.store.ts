import type { DrugIndications, SetDrugIndications } from '@ansinh/contracts/health-insurance/watch.api';
import { DrugIndication } from '@ansinh/contracts/health-insurance/watch.api';
import type { Tx } from '../../kit';

type Db = Tx['db'];

/** Version of the list in force; 0 while there is none. */
export const currentVersion = async (db: Db): Promise<number> => {
  const { _max } = await db.watchIndicationList.aggregate({ _max: { version: true } });
  return _max.version ?? 0;
};

/** The list in force. */
export const findIndications = async (db: Db): Promise<DrugIndications> => {
  const row = await db.watchIndicationList.findFirst({ orderBy: { version: 'desc' } });
  if (row === null) return { version: 0, source: null, changedAt: null, items: [] };
  const { version, source, changedAt } = row;
  return { version, source, changedAt: changedAt.toISOString(), items: DrugIndication.array().parse(row.items) };
};

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
