import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import type { AllocationRow, GivenByCredit } from '../credits/credit.rules';
import { income, type Movement, receivable, SUSPENSE } from '../ledger/entry.rules';
import { lateInterest } from '../statements/interest.rules';
import type { PayableStatement } from './allocation.rules';

export type Release = {
  readonly statement: PayableStatement;
  /** Negative rows: what each credit gets back. */
  readonly allocations: readonly AllocationRow[];
  readonly movementsByCredit: ReadonlyMap<string, readonly Movement[]>;
};

const lower = (left: Vnd, right: Vnd): Vnd => (left < right ? left : right);

/**
 * Takes back what a statement holds above its due amounts, from the newest payment on, and the interest that was charged
 * for it; the funds of `statement` carry the new due amounts. `given` are the sums that credits gave to this statement, newest first.
 */
export const release = (statement: PayableStatement, given: readonly GivenByCredit[]): Release => {
  const allocations: AllocationRow[] = [];
  const movementsByCredit = new Map<string, Movement[]>();
  const move = (creditId: string, movement: Movement) =>
    movementsByCredit.set(creditId, [...(movementsByCredit.get(creditId) ?? []), movement]);
  let { interestChargedVnd } = statement;

  const takeBack = (bucket: string, surplusVnd: Vnd): Vnd => {
    let openVnd = surplusVnd;
    for (const row of given.filter((candidate) => candidate.bucket === bucket)) {
      const backVnd = lower(openVnd, row.amountVnd);
      if (backVnd <= 0n) break;
      openVnd -= backVnd;
      const { creditId } = row;
      allocations.push({ creditId, statementId: statement.statementId, orderId: null, bucket, amountVnd: -backVnd });
      move(creditId, { debit: receivable(bucket), credit: SUSPENSE, amountVnd: backVnd });
      if (bucket === 'interest') continue;
      const interestVnd = lower(lateInterest(backVnd, statement.dueDate, row.bookedOn), interestChargedVnd);
      interestChargedVnd -= interestVnd;
      move(creditId, { debit: income('interest'), credit: receivable('interest'), amountVnd: interestVnd });
    }
    if (openVnd > 0n) throw new Error('a statement holds money that no credit gave');
    return surplusVnd;
  };

  const funds = statement.funds.map((fund) =>
    fund.paidVnd > fund.dueVnd
      ? { ...fund, paidVnd: fund.paidVnd - takeBack(fund.fund, fund.paidVnd - fund.dueVnd) }
      : fund,
  );
  const interestSurplusVnd = statement.interestPaidVnd - interestChargedVnd;
  const interestPaidVnd =
    interestSurplusVnd > 0n
      ? statement.interestPaidVnd - takeBack('interest', interestSurplusVnd)
      : statement.interestPaidVnd;
  return {
    statement: { ...statement, funds, interestChargedVnd, interestPaidVnd },
    allocations,
    movementsByCredit,
  };
};
