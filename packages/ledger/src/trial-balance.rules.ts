import type { TrialBalance } from '@ansinh/contracts/payment/api';
import { sumOf, type Vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import type { OpenedAccount } from './account.rules';

export type AccountSums = OpenedAccount & { readonly debitVnd: Vnd; readonly creditVnd: Vnd };

/** `balanced` is found out of the sums, never assumed. */
export const trialBalanceOf = (accounts: readonly AccountSums[]): TrialBalance => {
  const debitVnd = sumOf(accounts.map((sums) => sums.debitVnd));
  const creditVnd = sumOf(accounts.map((sums) => sums.creditVnd));
  return {
    accounts: accounts.map((sums) => ({
      account: sums.account,
      name: { vi: sums.nameVi, en: sums.nameEn },
      side: sums.side,
      debitVnd: vndText(sums.debitVnd),
      creditVnd: vndText(sums.creditVnd),
    })),
    debitVnd: vndText(debitVnd),
    creditVnd: vndText(creditVnd),
    balanced: debitVnd === creditVnd,
  };
};
