import type { TrialBalance } from '@ansinh/contracts/payment/api';
import type { Register } from '@ansinh/platform';
import type { Tx } from '../kit';
import { ledger } from './ledger.store';

/** Sums of every account since the beginning. */
export const readTrialBalance = (db: Tx['db']): Promise<TrialBalance> => ledger.readTrialBalance(db);

type Read = Awaited<ReturnType<Register['read']>>;

/** The entries with their postings, as they are sealed. */
export const LEDGER_REGISTER: Register = {
  name: 'ledger',
  sequence: 'ledger_entries_id_seq',
  read: async (db, { from, to }, limit) => db.$queryRaw<Read>`
    SELECT id AS position, coalesce(to_char(posted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), posted_at::text) AS at,
           jsonb_build_object('kind', cause_kind, 'cause', cause_id, 'postings',
             (SELECT jsonb_agg(jsonb_build_array(line, account, debit_vnd::text, credit_vnd::text) ORDER BY line)
              FROM ledger_postings WHERE entry_id = ledger_entries.id)) AS content
    FROM ledger_entries WHERE id BETWEEN ${from} AND ${to - 1n} ORDER BY id LIMIT ${limit}`,
};
