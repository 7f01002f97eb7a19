import { DrugIndication, type DrugIndications } from '@ansinh/contracts/health-insurance/watch.api';
import type { Tx } from '../../../kit';

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
