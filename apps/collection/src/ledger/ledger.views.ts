import type { TrialBalance } from '@ansinh/contracts/payment/api';
import type { Db } from '../kit';

type AccountRow = { account: string; debit_vnd: bigint; credit_vnd: bigint };

/** Sums of every account since the beginning. */
export const trialBalance = async (db: Db): Promise<TrialBalance> => {
  const rows = await db.$queryRaw<AccountRow[]>`
    SELECT account, sum(debit_vnd)::bigint AS debit_vnd, sum(credit_vnd)::bigint AS credit_vnd
    FROM postings GROUP BY account ORDER BY account`;
  const debitVnd = rows.reduce((sum, row) => sum + row.debit_vnd, 0n);
  const creditVnd = rows.reduce((sum, row) => sum + row.credit_vnd, 0n);
  return {
    accounts: rows.map((row) => ({
      account: row.account,
      debitVnd: row.debit_vnd.toString(),
      creditVnd: row.credit_vnd.toString(),
    })),
    debitVnd: debitVnd.toString(),
    creditVnd: creditVnd.toString(),
    balanced: debitVnd === creditVnd,
  };
};
