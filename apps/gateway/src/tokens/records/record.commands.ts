import type { Tx } from '../../kit';
import { forgetRecords } from './record.store';

const HOUR_MS = 3_600_000;

/** What ended an hour ago is not asked for any more, not even to say that it has ended. */
export const forgetOldRecords = async (tx: Tx): Promise<void> => {
  await forgetRecords(tx.db, new Date(tx.now.getTime() - HOUR_MS));
};
