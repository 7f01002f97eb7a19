import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { sumOf, type Vnd } from '@ansinh/contracts/vocabulary/money';
import type { StoredCredit } from '../../credits/credit.rules';
import { income, type Movement, receivable, SUSPENSE } from '../../ledger/entry.rules';
import { isHealthPaid, isSettled, type PayableStatement } from '../../statements/statement.rules';
import { type Allocation, allocate } from './allocation.rules';
import type { Given, OpenDebts, Target } from './target.rules';

/** What a payment did to one statement: the facts of ContributionPaid. */
export type StatementPayment = {
  readonly statement: PayableStatement;
  readonly creditId: string;
  readonly amountVnd: Vnd;
  readonly paidOn: LocalDate;
  readonly healthPaid: boolean;
  readonly settled: boolean;
};

/** The open statements of employers, and what credits did to them. */
export class OpenStatements implements OpenDebts<'statement'> {
  readonly #byEmployer = new Map<string, Map<string, PayableStatement>>();
  readonly changed = new Map<string, PayableStatement>();
  readonly payments: StatementPayment[] = [];
  readonly #law: Law;

  constructor(statements: readonly PayableStatement[], law: Law) {
    this.#law = law;
    for (const statement of statements) this.#ofEmployer(statement.employerId).set(statement.statementId, statement);
  }

  #ofEmployer(employerId: string): Map<string, PayableStatement> {
    const known = this.#byEmployer.get(employerId) ?? new Map<string, PayableStatement>();
    this.#byEmployer.set(employerId, known);
    return known;
  }

  pay(credit: StoredCredit, target: Target<'statement'>): Given {
    const open = this.#ofEmployer(target.employerId);
    const { suspenseVnd: amountVnd, bookedOn: paidOn } = credit;
    const result = allocate({ amountVnd, paidOn, month: target.month, statements: [...open.values()] }, this.#law);
    for (const statement of result.statements) {
      open.set(statement.statementId, statement);
      this.changed.set(statement.statementId, statement);
      this.payments.push(paymentOf(statement, credit, result.allocations));
    }
    const paid = result.allocations.map(
      ({ bucket, amountVnd }): Movement => ({ debit: SUSPENSE, credit: receivable(bucket), amountVnd }),
    );
    const charged = [...result.chargedVnd.values()].map(
      (amountVnd): Movement => ({ debit: receivable('interest'), credit: income('interest'), amountVnd }),
    );
    return {
      allocations: result.allocations.map((row) => ({ ...row, creditId: credit.creditId, orderId: null })),
      movements: [...paid, ...charged],
      restVnd: result.restVnd,
    };
  }
}

const paymentOf = (
  statement: PayableStatement,
  credit: StoredCredit,
  allocations: readonly Allocation[],
): StatementPayment => ({
  statement,
  creditId: credit.creditId,
  amountVnd: sumOf(
    allocations.filter(({ statementId }) => statementId === statement.statementId).map(({ amountVnd }) => amountVnd),
  ),
  paidOn: credit.bookedOn,
  healthPaid: isHealthPaid(statement),
  settled: isSettled(statement),
});
