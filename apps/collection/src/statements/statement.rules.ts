import type { Statement } from '@ansinh/contracts/collection/api';
import type { FundName } from '@ansinh/contracts/enrollment/events';
import type { LocalDate, YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import { lateInterest } from './interest.rules';

export type StatementFacts = {
  readonly statementId: string;
  readonly employerId: string;
  readonly month: YearMonth;
  readonly dueDate: LocalDate;
  readonly workers: number;
  readonly reference: string;
  readonly interestChargedVnd: Vnd;
  readonly interestPaidVnd: Vnd;
  readonly funds: readonly {
    readonly fund: FundName;
    readonly employeeVnd: Vnd;
    readonly employerVnd: Vnd;
    readonly paidVnd: Vnd;
  }[];
};

export type StatementState = {
  readonly dueVnd: Vnd;
  readonly paidVnd: Vnd;
  readonly outstandingVnd: Vnd;
  readonly interestVnd: Vnd;
  readonly status: Statement['status'];
};

/**
 * Where a statement stands on a day. Interest owed is what late payments were charged and did not pay, and what each
 * fund's open amount has earned until the day. A statement is paid when neither contributions nor interest are owed.
 */
export const stateOn = (statement: StatementFacts, asOf: LocalDate): StatementState => {
  let dueVnd = 0n;
  let paidVnd = 0n;
  let interestVnd = statement.interestChargedVnd - statement.interestPaidVnd;
  for (const fund of statement.funds) {
    const fundDueVnd = fund.employeeVnd + fund.employerVnd;
    dueVnd += fundDueVnd;
    paidVnd += fund.paidVnd;
    interestVnd += lateInterest(fundDueVnd - fund.paidVnd, statement.dueDate, asOf);
  }
  const outstandingVnd = dueVnd - paidVnd;
  return { dueVnd, paidVnd, outstandingVnd, interestVnd, status: statusOf() };

  function statusOf(): Statement['status'] {
    if (outstandingVnd === 0n && interestVnd === 0n) return 'paid';
    if (asOf > statement.dueDate) return 'late';
    return paidVnd > 0n ? 'partly-paid' : 'due';
  }
};
