import { reject } from '@ansinh/contracts/catalogue/problems';
import type { PaymentRequest, Statement } from '@ansinh/contracts/collection/api';
import { type LocalDate, type YearMonth, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { FundName } from '@ansinh/contracts/vocabulary/funds';
import { plus, vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { localDateOf } from '@ansinh/database';
import { getLaw } from '@ansinh/law/kept';
import type { Db } from '../kit';
import { type StatementFacts, stateOn } from './statement.rules';
import { type CollectingAccount, paymentRequestOf } from './vietqr.rules';

export type StatementOf = { readonly employerId: string; readonly month: YearMonth };

type FoundStatement = Omit<StatementFacts, 'month' | 'dueDate' | 'interestChargedVnd' | 'interestPaidVnd' | 'funds'> & {
  readonly month: string;
  readonly dueDate: Date;
  readonly interestChargedVnd: bigint;
  readonly interestPaidVnd: bigint;
  readonly funds: readonly { fund: string; employeeVnd: bigint; employerVnd: bigint; paidVnd: bigint }[];
};

const factsOf = (found: FoundStatement): StatementFacts => {
  const order = FundName.options;
  return {
    ...found,
    month: yearMonth(found.month),
    dueDate: localDateOf(found.dueDate),
    interestChargedVnd: vnd(found.interestChargedVnd),
    interestPaidVnd: vnd(found.interestPaidVnd),
    funds: found.funds
      .map((row) => ({
        fund: FundName.parse(row.fund),
        employeeVnd: vnd(row.employeeVnd),
        employerVnd: vnd(row.employerVnd),
        paidVnd: vnd(row.paidVnd),
      }))
      .sort((left, right) => order.indexOf(left.fund) - order.indexOf(right.fund)),
  };
};

/** An employer reads its own statements, the agency all; whatever else is asked for does not exist. */
const getFacts = async (db: Db, by: Principal, { employerId, month }: StatementOf): Promise<StatementFacts> => {
  const own = by.tenant.kind === 'agency' ? {} : { employer: { unitCode: by.tenant.code } };
  const found =
    by.tenant.kind === 'agency' || by.tenant.kind === 'employer'
      ? await db.statement.findFirst({ where: { employerId, month, ...own }, include: { funds: true } })
      : null;
  if (found === null) throw reject('request.not-found');
  return factsOf(found);
};

export const getStatement = async (
  { db, by }: { db: Db; by: Principal },
  statementOf: StatementOf,
  asOf: LocalDate,
): Promise<Statement> => {
  const facts = await getFacts(db, by, statementOf);
  const state = stateOn(facts, asOf, await getLaw(db));
  return {
    statementId: facts.statementId,
    employerId: facts.employerId,
    month: facts.month,
    dueDate: facts.dueDate,
    workers: facts.workers,
    status: state.status,
    reference: facts.reference,
    funds: facts.funds.map((fund) => ({
      fund: fund.fund,
      employeeVnd: vndText(fund.employeeVnd),
      employerVnd: vndText(fund.employerVnd),
      dueVnd: vndText(plus(fund.employeeVnd, fund.employerVnd)),
      paidVnd: vndText(fund.paidVnd),
    })),
    dueVnd: vndText(state.dueVnd),
    paidVnd: vndText(state.paidVnd),
    outstandingVnd: vndText(state.outstandingVnd),
    interestVnd: vndText(state.interestVnd),
    asOf,
  };
};

/** How to pay what the statement owes on a day, interest included. */
export const getPaymentRequest = async (
  { db, by, account }: { db: Db; by: Principal; account: CollectingAccount },
  statementOf: StatementOf,
  asOf: LocalDate,
): Promise<PaymentRequest> => {
  const facts = await getFacts(db, by, statementOf);
  const { outstandingVnd, interestVnd } = stateOn(facts, asOf, await getLaw(db));
  return paymentRequestOf(account, facts.reference, plus(outstandingVnd, interestVnd));
};

/** Statements with contributions that are not paid after their last day, with their employer, in order of their ids. */
export const listOverdue = async (
  db: Db,
  day: LocalDate,
  { after, count }: { readonly after: string | undefined; readonly count: number },
): Promise<(StatementFacts & { readonly unitCode: string })[]> => {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT statement_id::text AS id FROM statements
    WHERE paid_vnd < due_vnd AND due_date < ${day}::date
      AND (${after ?? null}::uuid IS NULL OR statement_id > ${after ?? null}::uuid)
    ORDER BY statement_id LIMIT ${count}`;
  const found = await db.statement.findMany({
    where: { statementId: { in: rows.map(({ id }) => id) } },
    include: { funds: true, employer: true },
    orderBy: { statementId: 'asc' },
  });
  return found.map((statement) => ({ ...factsOf(statement), unitCode: statement.employer.unitCode }));
};
