import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import type { AllocationRow, CreditChange, StoredCredit } from '../credits/credit.rules';
import { bankAccount, income, type JournalEntry, type Movement, receivable, SUSPENSE } from '../ledger/entry.rules';
import { type Allocation, allocate, isHealthPaid, isSettled, type PayableStatement } from './allocation.rules';

/** What a reference in a bank text stands for. */
export type Target =
  | { readonly kind: 'statement'; readonly reference: string; readonly employerId: string; readonly month: string }
  | { readonly kind: 'premium'; readonly reference: string; readonly orderId: string };

export type PayablePremium = {
  readonly orderId: string;
  readonly householdId: string;
  readonly totalVnd: Vnd;
  readonly paidVnd: Vnd;
  readonly version: number;
};

export type PremiumChange = PayablePremium & { readonly paidOn: LocalDate | null };

/** What a payment did to one statement: the facts of ContributionPaid. */
export type StatementPayment = {
  readonly statement: PayableStatement;
  readonly creditId: string;
  readonly amountVnd: Vnd;
  readonly paidOn: LocalDate;
  readonly healthPaid: boolean;
  readonly settled: boolean;
};

export const HOUSEHOLD_BUCKET = 'household-premium';

/** Everything that is open, kept while one credit after the other is allocated, and what has to be written at the end. */
export class Matching {
  readonly #byEmployer = new Map<string, Map<string, PayableStatement>>();
  readonly #premiums: Map<string, PayablePremium>;
  readonly changedStatements = new Map<string, PayableStatement>();
  readonly changedPremiums = new Map<string, PremiumChange>();
  readonly payments: StatementPayment[] = [];
  readonly allocations: AllocationRow[] = [];
  readonly entries: JournalEntry[] = [];
  readonly credits: CreditChange[] = [];

  constructor(statements: readonly PayableStatement[], premiums: readonly PayablePremium[]) {
    for (const statement of statements) this.#ofEmployer(statement.employerId).set(statement.statementId, statement);
    this.#premiums = new Map(premiums.map((premium) => [premium.orderId, premium]));
  }

  #ofEmployer(employerId: string): Map<string, PayableStatement> {
    const known = this.#byEmployer.get(employerId) ?? new Map<string, PayableStatement>();
    this.#byEmployer.set(employerId, known);
    return known;
  }

  /** Moves what it can of the credit's suspense to its target; `reference` is what the text names. */
  apply(credit: StoredCredit, target: Target | undefined, reference: string | null): void {
    const movements: Movement[] = [];
    let restVnd = credit.suspenseVnd;
    if (target?.kind === 'statement') restVnd = this.#payStatements(credit, target, movements);
    if (target?.kind === 'premium') restVnd = this.#payPremium(credit, target.orderId, movements);
    const matchedVnd = credit.suspenseVnd - restVnd;
    const version = credit.version + 1;
    if (matchedVnd === 0n && reference === credit.reference) return;
    this.credits.push({
      creditId: credit.creditId,
      reference,
      allocatedVnd: credit.allocatedVnd + matchedVnd,
      suspenseVnd: restVnd,
      version,
    });
    this.entries.push(entryOf('matching', credit.creditId, version, movements));
  }

  #payStatements(credit: StoredCredit, target: Extract<Target, { kind: 'statement' }>, movements: Movement[]): Vnd {
    const open = this.#ofEmployer(target.employerId);
    const result = allocate({
      amountVnd: credit.suspenseVnd,
      paidOn: credit.bookedOn,
      month: target.month,
      statements: [...open.values()],
    });
    for (const { statementId, bucket, amountVnd } of result.allocations) {
      this.allocations.push({ creditId: credit.creditId, statementId, orderId: null, bucket, amountVnd });
      movements.push({ debit: SUSPENSE, credit: receivable(bucket), amountVnd });
    }
    for (const amountVnd of result.chargedVnd.values())
      movements.push({ debit: receivable('interest'), credit: income('interest'), amountVnd });
    for (const statement of result.statements) {
      const changed = { ...statement, version: statement.version + 1 };
      open.set(changed.statementId, changed);
      this.changedStatements.set(changed.statementId, changed);
      this.payments.push(paymentOf(changed, credit, result.allocations));
    }
    return result.restVnd;
  }

  #payPremium(credit: StoredCredit, orderId: string, movements: Movement[]): Vnd {
    const premium = this.#premiums.get(orderId);
    const openVnd = premium === undefined ? 0n : premium.totalVnd - premium.paidVnd;
    const amountVnd = credit.suspenseVnd < openVnd ? credit.suspenseVnd : openVnd;
    if (premium === undefined || amountVnd === 0n) return credit.suspenseVnd;
    const isPaid = amountVnd === openVnd;
    // Only the payment that completes the premium is an event, and only events count as versions.
    const version = isPaid ? premium.version + 1 : premium.version;
    const changed = { ...premium, paidVnd: premium.paidVnd + amountVnd, version };
    this.#premiums.set(orderId, changed);
    this.changedPremiums.set(orderId, { ...changed, paidOn: isPaid ? credit.bookedOn : null });
    this.allocations.push({
      creditId: credit.creditId,
      statementId: null,
      orderId,
      bucket: HOUSEHOLD_BUCKET,
      amountVnd,
    });
    movements.push({ debit: SUSPENSE, credit: receivable(HOUSEHOLD_BUCKET), amountVnd });
    return credit.suspenseVnd - amountVnd;
  }
}

const paymentOf = (
  statement: PayableStatement,
  credit: StoredCredit,
  allocations: readonly Allocation[],
): StatementPayment => ({
  statement,
  creditId: credit.creditId,
  amountVnd: allocations
    .filter(({ statementId }) => statementId === statement.statementId)
    .reduce((sum, { amountVnd }) => sum + amountVnd, 0n),
  paidOn: credit.bookedOn,
  healthPaid: isHealthPaid(statement),
  settled: isSettled(statement),
});

const entryOf = (
  kind: JournalEntry['kind'],
  sourceId: string,
  sourceVersion: number,
  movements: readonly Movement[],
): JournalEntry => ({ kind, sourceId, sourceVersion, movements });

/** Money that arrives is in suspense until it is matched: nothing is ever on no account. */
export const arrivalEntry = (credit: StoredCredit): JournalEntry =>
  entryOf('credit', credit.creditId, credit.version, [
    { debit: bankAccount(credit.bankBin), credit: SUSPENSE, amountVnd: credit.amountVnd },
  ]);
