import type { Statement } from '@ansinh/contracts/collection/api';
import type { LocalDate, YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { FundName } from '@ansinh/contracts/vocabulary/funds';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { minus, plus, type Vnd, vnd } from '@ansinh/contracts/vocabulary/money';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';
import { lateInterest } from './interest.rules';

export type FundTotal = { readonly fund: FundName; readonly employeeVnd: Vnd; readonly employerVnd: Vnd };

export type StatementFacts = {
  readonly statementId: string;
  readonly employerId: string;
  readonly month: YearMonth;
  readonly dueDate: LocalDate;
  readonly workers: number;
  readonly reference: string;
  readonly interestChargedVnd: Vnd;
  readonly interestPaidVnd: Vnd;
  readonly funds: readonly (FundTotal & { readonly paidVnd: Vnd })[];
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
export const stateOn = (statement: StatementFacts, asOf: LocalDate, law: Law): StatementState => {
  const late = { dueDate: statement.dueDate, on: asOf };
  let dueVnd = vnd(0n);
  let paidVnd = vnd(0n);
  let interestVnd = minus(statement.interestChargedVnd, statement.interestPaidVnd);
  for (const fund of statement.funds) {
    const fundDueVnd = plus(fund.employeeVnd, fund.employerVnd);
    dueVnd = plus(dueVnd, fundDueVnd);
    paidVnd = plus(paidVnd, fund.paidVnd);
    interestVnd = plus(interestVnd, lateInterest(minus(fundDueVnd, fund.paidVnd), late, law));
  }
  const outstandingVnd = minus(dueVnd, paidVnd);
  const isPaid = outstandingVnd === 0n && interestVnd === 0n;
  const openStatus = paidVnd > 0n ? 'partly-paid' : 'due';
  const unpaidStatus = asOf > statement.dueDate ? 'late' : openStatus;
  return { dueVnd, paidVnd, outstandingVnd, interestVnd, status: isPaid ? 'paid' : unpaidStatus };
};

export type PayableFund = { readonly fund: FundName; readonly dueVnd: Vnd; readonly paidVnd: Vnd };

/** A statement as money sees it; `interestChargedVnd` is what late payments have made due so far. */
export type PayableStatement = {
  readonly statementId: string;
  readonly employerId: string;
  readonly month: YearMonth;
  readonly dueDate: LocalDate;
  readonly version: number;
  readonly funds: readonly PayableFund[];
  readonly interestChargedVnd: Vnd;
  readonly interestPaidVnd: Vnd;
};

export const isHealthPaid = ({ funds }: Pick<PayableStatement, 'funds'>): boolean =>
  funds.every(({ fund, dueVnd, paidVnd }) => fund !== 'health' || paidVnd === dueVnd);

/** Nothing of the month is open, interest charged so far included. `lockOpenStatements` asks the same in SQL. */
export const isSettled = (
  statement: Pick<PayableStatement, 'funds' | 'interestChargedVnd' | 'interestPaidVnd'>,
): boolean =>
  statement.funds.every(({ dueVnd, paidVnd }) => paidVnd === dueVnd) &&
  statement.interestPaidVnd === statement.interestChargedVnd;

/** More was paid than is due now: an assessment lowered the month, and the surplus has to be given back. */
export const isPaidAbove = ({ funds }: Pick<PayableStatement, 'funds'>): boolean =>
  funds.some(({ dueVnd, paidVnd }) => paidVnd > dueVnd);

type MoneyMoved = {
  readonly funds: ReadonlyMap<FundName, Vnd>;
  readonly chargedVnd: Vnd;
  readonly interestVnd: Vnd;
};

export type StatementMove =
  /** What the month owes by the newest assessment, the first one included. */
  | { readonly kind: 'assessed'; readonly funds: readonly FundTotal[] }
  /** A credit filled funds and interest; what it paid late is charged its interest. */
  | ({ readonly kind: 'paid' } & MoneyMoved)
  /** Money above the due amounts goes back to its credits, with the interest that it had been charged and had paid. */
  | ({ readonly kind: 'released' } & MoneyMoved);

/** Before its first assessment: nothing is due, and no event told of it. */
export const unassessedStatement = (
  identity: Pick<PayableStatement, 'statementId' | 'employerId' | 'month' | 'dueDate'>,
): PayableStatement => ({ ...identity, version: 0, funds: [], interestChargedVnd: vnd(0n), interestPaidVnd: vnd(0n) });

const withMoney = (
  statement: PayableStatement,
  { funds, chargedVnd, interestVnd }: MoneyMoved,
  change: (heldVnd: Vnd, movedVnd: Vnd) => Vnd,
) => ({
  ...statement,
  funds: statement.funds.map((fund) => ({ ...fund, paidVnd: change(fund.paidVnd, funds.get(fund.fund) ?? vnd(0n)) })),
  interestChargedVnd: change(statement.interestChargedVnd, chargedVnd),
  interestPaidVnd: change(statement.interestPaidVnd, interestVnd),
});

/**
 * Every move of a statement. What is told as an event counts as a version; a release is part of the assessment that
 * lowered the month, and counts with it.
 */
export const moveStatement = (statement: PayableStatement, move: StatementMove): PayableStatement => {
  switch (move.kind) {
    case 'assessed':
      return {
        ...statement,
        version: statement.version + 1,
        funds: move.funds.map(({ fund, employeeVnd, employerVnd }) => ({
          fund,
          dueVnd: plus(employeeVnd, employerVnd),
          paidVnd: statement.funds.find((before) => before.fund === fund)?.paidVnd ?? vnd(0n),
        })),
      };
    case 'paid':
      return { ...withMoney(statement, move, plus), version: statement.version + 1 };
    case 'released':
      return withMoney(statement, move, minus);
    default:
      return unreachable(move);
  }
};
