import type { DrugIndications, SetDrugIndications } from '@ansinh/contracts/health-insurance/watch.api';
import type { Tx } from '../../../kit';
import { insertIndications } from './indication.store';
import { findIndications } from './indication.views';

// Hospitals write E11.9 and E119; both are compared without the dot.
const comparable = (diagnosis: string): string => diagnosis.replaceAll('.', '');

/** Replaces the list of indications from the next run on; months that were computed stay as they are. */
export const setIndications = async (tx: Tx, list: SetDrugIndications): Promise<DrugIndications> => {
  const items = list.items.map(({ drugCode, diagnoses }) => ({
    drugCode,
    diagnoses: [...new Set(diagnoses.map(comparable))],
  }));
  const before = await findIndications(tx.db);
  const { version } = await insertIndications(tx, { source: list.source, items });
  const after = await findIndications(tx.db);
  tx.audit({
    action: 'watch-indications.replace',
    target: 'watch-indications',
    said: list.source,
    outcome: `version ${version}, ${items.length} drugs`,
    before,
    after,
  });
  return after;
};
