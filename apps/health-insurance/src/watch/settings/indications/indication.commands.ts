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
  const { version } = await insertIndications(tx, { source: list.source, items });
  tx.audit({
    action: 'watch-indications.replace',
    target: `watch-indications:${version}`,
    reason: list.source,
    outcome: `${items.length} drugs`,
  });
  return findIndications(tx.db);
};
