import type { TrialBalance } from '@ansinh/contracts/payment/api';
import type { Register } from '@ansinh/platform';
import type { Db } from '../kit';
import { ledger } from './ledger.store';

/** Sums of every account since the beginning. */
export const trialBalance = (db: Db): Promise<TrialBalance> => ledger.readTrialBalance(db);

type Read = Awaited<ReturnType<Register['read']>>;

/** The entries with their postings, as they are sealed. */
export const LEDGER_REGISTER: Register = {
  name: 'ledger',
  sequence: 'entries_position',
  read: async (db, { from, to }, limit) => db.$queryRaw<Read>`
    SELECT position, coalesce(to_char(entered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), entered_at::text) AS at,
           jsonb_build_object('id', entry_id, 'kind', kind, 'source', source_id, 'version', source_version, 'postings',
             (SELECT jsonb_agg(jsonb_build_array(line, account, debit_vnd::text, credit_vnd::text) ORDER BY line)
              FROM postings WHERE postings.entry_id = entries.entry_id)) AS content
    FROM entries WHERE position BETWEEN ${from} AND ${to - 1n} ORDER BY position LIMIT ${limit}`,
};
