import { reject } from '@ansinh/contracts/catalogue/problems';
import type { PaymentRequest, Statement } from '@ansinh/contracts/collection/api';
import { FundName } from '@ansinh/contracts/enrollment/events';
import type { LocalDate, YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { localDateOf } from '@ansinh/database';
import type { Db } from '../kit';
import { type StatementFacts, stateOn } from './statement.rules';
import { type CollectingAccount, paymentRequestOf } from './vietqr.rules';

export type StatementOf = { readonly employerId: string; readonly month: YearMonth };

/** An employer reads its own statements, the agency all; whatever else is asked for does not exist. */
const getFacts = async (db: Db, by: Principal, { employerId, month }: StatementOf): Promise<StatementFacts> => {
  const own = by.tenant.kind === 'agency' ? {} : { employer: { unitCode: by.tenant.code } };
  const found =
    by.tenant.kind === 'agency' || by.tenant.kind === 'employer'
      ? await db.statement.findFirst({ where: { employerId, month, ...own }, include: { funds: true } })
      : null;
  if (found === null) throw reject('request.not-found');
  const order = FundName.options;
  return {
    ...found,
    dueDate: localDateOf(found.dueDate),
    funds: found.funds
      .map((fund) => ({ ...fund, fund: FundName.parse(fund.fund) }))
      .sort((left, right) => order.indexOf(left.fund) - order.indexOf(right.fund)),
  };
};

export const getStatement = async (
  { db, by }: { db: Db; by: Principal },
  statementOf: StatementOf,
  asOf: LocalDate,
): Promise<Statement> => {
  const facts = await getFacts(db, by, statementOf);
  const state = stateOn(facts, asOf);
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
      employeeVnd: fund.employeeVnd.toString(),
      employerVnd: fund.employerVnd.toString(),
      dueVnd: (fund.employeeVnd + fund.employerVnd).toString(),
      paidVnd: fund.paidVnd.toString(),
    })),
    dueVnd: state.dueVnd.toString(),
    paidVnd: state.paidVnd.toString(),
    outstandingVnd: state.outstandingVnd.toString(),
    interestVnd: state.interestVnd.toString(),
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
  const { outstandingVnd, interestVnd } = stateOn(facts, asOf);
  return paymentRequestOf(account, facts.reference, outstandingVnd + interestVnd);
};
