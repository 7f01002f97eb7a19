import type { TransactionClient } from '@ansinh/database';
import { CLOCK_OVERRIDE_SETTING, type Db } from 'pg-boss';

/** pg-boss on the connection of an open transaction: its statements are committed with everything else there, or not. */
export const inTransaction = (db: TransactionClient, isByHand: boolean): Db => ({
  executeSql: async (text, values = []) => {
    // The clock of a room counts in sessions that ask for it.
    if (isByHand) await db.$queryRaw`SELECT set_config(${CLOCK_OVERRIDE_SETTING}, 'on', true)`;
    const rows = await db.$queryRawUnsafe<unknown[]>(text, ...values);
    return { rows };
  },
});
