import type { TrialBalance } from '@ansinh/contracts/payment/api';
import { sumOf, vndText } from '@ansinh/contracts/vocabulary/money';
import type { Tx } from '../kit';

type AccountSums = { account: string; debit: bigint; credit: bigint };

/** Sums of every account out of the postings themselves: `balanced` is found, never assumed. */
export const readTrialBalance = async (db: Tx['db']): Promise<TrialBalance> => {
  const rows = await db.$queryRaw<AccountSums[]>`
    SELECT account, sum(debit_vnd)::bigint AS debit, sum(credit_vnd)::bigint AS credit
    FROM ledger_postings GROUP BY account ORDER BY account`;
  const debit = sumOf(rows.map((row) => row.debit));
  const credit = sumOf(rows.map((row) => row.credit));
  return {
    accounts: rows.map((row) => ({
      account: row.account,
      debitVnd: vndText(row.debit),
      creditVnd: vndText(row.credit),
    })),
    debitVnd: vndText(debit),
    creditVnd: vndText(credit),
    balanced: debit === credit,
  };
};
