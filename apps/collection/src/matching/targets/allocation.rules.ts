import type { LocalDate, YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { FundName } from '@ansinh/contracts/vocabulary/funds';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { least, minus, plus, type Vnd, vnd } from '@ansinh/contracts/vocabulary/money';
import { lateInterest } from '../../statements/interest.rules';
import { moveStatement, type PayableStatement } from '../../statements/statement.rules';

export type Bucket = FundName | 'interest';

/** In which order a payment fills what is due. */
export const ALLOCATION_ORDER: {
  readonly principal: readonly FundName[];
  readonly last: 'interest';
  readonly source: string;
} = {
  principal: ['health', 'unemployment', 'accident', 'sickness-maternity', 'retirement'],
  last: 'interest',
  source:
    'Practice of QD 595/QD-BHXH: health, unemployment, accident, the others by oldest month, interest last (confirm)',
};

export type Allocation = { readonly statementId: string; readonly bucket: Bucket; readonly amountVnd: Vnd };

export type AllocationResult = {
  readonly allocations: readonly Allocation[];
  /** New interest, one sum per statement that was paid late. */
  readonly chargedVnd: ReadonlyMap<string, Vnd>;
  /** The statements that were touched, as they are now, each a version further. */
  readonly statements: readonly PayableStatement[];
  /** What nothing open was left for: suspense. */
  readonly restVnd: Vnd;
};

export type EmployerPayment = {
  readonly amountVnd: Vnd;
  readonly paidOn: LocalDate;
  readonly month: YearMonth;
  readonly statements: readonly PayableStatement[];
};

/** The month that the transfer names, then the employer's other months from the oldest on. */
const inOrder = (statements: readonly PayableStatement[], named: YearMonth): PayableStatement[] => {
  const oldestFirst = [...statements].sort((left, right) => (left.month < right.month ? -1 : 1));
  return [...oldestFirst.filter(({ month }) => month === named), ...oldestFirst.filter(({ month }) => month !== named)];
};

/**
 * Divides a payment of an employer: fund by fund (ALLOCATION_ORDER) within the named month, then within each other open
 * month; interest of all these months comes last. What is paid after the due date is charged its interest at once, for
 * the days until `paidOn`; what stays open goes on earning it.
 */
export const allocate = (payment: EmployerPayment, law: Law): AllocationResult => {
  let restVnd = payment.amountVnd;
  const take = (openVnd: Vnd): Vnd => {
    const takenVnd = least(restVnd, openVnd);
    restVnd = minus(restVnd, takenVnd);
    return takenVnd;
  };
  const allocations: Allocation[] = [];
  const record = (statementId: string, bucket: Bucket, amountVnd: Vnd) => {
    if (amountVnd > 0n) allocations.push({ statementId, bucket, amountVnd });
  };

  const withPrincipal = inOrder(payment.statements, payment.month).map((statement) => {
    let chargedVnd = vnd(0n);
    const funds = new Map<FundName, Vnd>();
    for (const fund of ALLOCATION_ORDER.principal) {
      const open = statement.funds.find((candidate) => candidate.fund === fund);
      const takenVnd = open === undefined ? vnd(0n) : take(minus(open.dueVnd, open.paidVnd));
      record(statement.statementId, fund, takenVnd);
      funds.set(fund, takenVnd);
      chargedVnd = plus(chargedVnd, lateInterest(takenVnd, { dueDate: statement.dueDate, on: payment.paidOn }, law));
    }
    return { statement, funds, chargedVnd };
  });

  const paid = withPrincipal.map(({ statement, funds, chargedVnd }) => {
    const interestVnd = take(minus(plus(statement.interestChargedVnd, chargedVnd), statement.interestPaidVnd));
    record(statement.statementId, ALLOCATION_ORDER.last, interestVnd);
    return { statement, move: { kind: 'paid' as const, funds, chargedVnd, interestVnd } };
  });

  const touched = new Set(allocations.map(({ statementId }) => statementId));
  return {
    allocations,
    chargedVnd: new Map(
      withPrincipal
        .filter(({ chargedVnd }) => chargedVnd > 0n)
        .map(({ statement, chargedVnd }) => [statement.statementId, chargedVnd]),
    ),
    statements: paid
      .filter(({ statement }) => touched.has(statement.statementId))
      .map(({ statement, move }) => moveStatement(statement, move)),
    restVnd,
  };
};
