import type { FundName } from '@ansinh/contracts/vocabulary/funds';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { least, minus, plus, type Vnd, vnd } from '@ansinh/contracts/vocabulary/money';
import type { AllocationRow, GivenByCredit } from '../credits/credit.rules';
import { income, type Movement, receivable, SUSPENSE } from '../ledger/entry.rules';
import { lateInterest } from '../statements/interest.rules';
import { moveStatement, type PayableStatement } from '../statements/statement.rules';

export type Release = {
  readonly statement: PayableStatement;
  /** Negative rows: what each credit gets back. */
  readonly allocations: readonly AllocationRow[];
  readonly movementsByCredit: ReadonlyMap<string, readonly Movement[]>;
};

/**
 * Takes back what a statement holds above its due amounts, from the newest payment on, and the interest that was charged
 * for it; the funds of `statement` carry the new due amounts. `given` are the sums that credits gave to this statement, newest first.
 */
export const release = (statement: PayableStatement, given: readonly GivenByCredit[], law: Law): Release => {
  const { dueDate } = statement;
  const allocations: AllocationRow[] = [];
  const movementsByCredit = new Map<string, Movement[]>();
  const move = (creditId: string, movement: Movement) =>
    movementsByCredit.set(creditId, [...(movementsByCredit.get(creditId) ?? []), movement]);
  let unchargedVnd = vnd(0n);

  const takeBack = (bucket: FundName | 'interest', surplusVnd: Vnd): Vnd => {
    let openVnd = surplusVnd;
    for (const row of given.filter((candidate) => candidate.bucket === bucket)) {
      const backVnd = least(openVnd, row.amountVnd);
      if (backVnd <= 0n) break;
      openVnd = minus(openVnd, backVnd);
      const { creditId } = row;
      allocations.push({
        creditId,
        statementId: statement.statementId,
        orderId: null,
        bucket,
        amountVnd: vnd(-backVnd),
      });
      move(creditId, { debit: receivable(bucket), credit: SUSPENSE, amountVnd: backVnd });
      if (bucket === 'interest') continue;
      const chargedVnd = minus(statement.interestChargedVnd, unchargedVnd);
      const interestVnd = least(lateInterest(backVnd, { dueDate, on: row.bookedOn }, law), chargedVnd);
      unchargedVnd = plus(unchargedVnd, interestVnd);
      move(creditId, { debit: income('interest'), credit: receivable('interest'), amountVnd: interestVnd });
    }
    if (openVnd > 0n) throw new Error('a statement holds money that no credit gave');
    return surplusVnd;
  };

  const funds = new Map<FundName, Vnd>();
  for (const { fund, dueVnd, paidVnd } of statement.funds)
    if (paidVnd > dueVnd) funds.set(fund, takeBack(fund, minus(paidVnd, dueVnd)));
  const surplusVnd = minus(statement.interestPaidVnd, minus(statement.interestChargedVnd, unchargedVnd));
  const interestVnd = surplusVnd > 0n ? takeBack('interest', surplusVnd) : vnd(0n);
  return {
    statement: moveStatement(statement, { kind: 'released', funds, chargedVnd: unchargedVnd, interestVnd }),
    allocations,
    movementsByCredit,
  };
};
