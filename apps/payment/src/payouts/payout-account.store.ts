import { columnOf, LEAST_ID } from '@ansinh/database';
import type { SealedColumn } from '@ansinh/secrets';
import { ofAttempt } from '../beneficiaries/sealing';
import type { Tx } from '../kit';
import { endToEndIdOf } from './payout.rules';

/** Where payouts go, as a column of sealed values. */
export const PAYOUT_ACCOUNTS: SealedColumn<Tx['db']> = {
  name: 'payouts.account_number',
  count: (db) => db.$queryRaw`
    SELECT CASE WHEN starts_with(account_number, 'v1.') THEN split_part(account_number, '.', 2) ELSE '' END AS key,
      count(*)::int AS values
    FROM payouts WHERE account_number IS NOT NULL GROUP BY 1 ORDER BY 1`,
  next: (db, { after, limit }) => db.$queryRaw`
    SELECT id::text AS key FROM payouts WHERE id > coalesce(nullif(${after}, ''), ${LEAST_ID})::uuid
    ORDER BY payouts.id LIMIT ${limit}`,
  load: async (db, { prefix, after, until }) => {
    const rows = await db.$queryRaw<{ id: string; attempt: number; value: string }[]>`
      SELECT id, attempt, account_number AS value FROM payouts
      WHERE id > coalesce(nullif(${after}, ''), ${LEAST_ID})::uuid AND id <= ${until}::uuid
        AND NOT starts_with(account_number, ${prefix})
      FOR NO KEY UPDATE SKIP LOCKED`;
    return rows.map((row) => ({ key: row.id, owner: ofAttempt(endToEndIdOf(row)), value: row.value }));
  },
  save: (db, values) => db.$executeRaw`
    UPDATE payouts SET account_number = row.value
    FROM unnest(${columnOf(values, 'key')}::uuid[], ${columnOf(values, 'value')}::text[]) AS row (id, value)
    WHERE payouts.id = row.id`,
};
