import { type StatementFacts, stateOn } from './statement.rules';

const october: StatementFacts = {
  statementId: 'statement',
  employerId: 'employer',
  month: '2026-10',
  dueDate: '2026-11-30',
  workers: 1,
  reference: 'BH6000000001DNA03202610',
  interestChargedVnd: 0n,
  interestPaidVnd: 0n,
  funds: [
    { fund: 'retirement', employeeVnd: 800_000n, employerVnd: 1_400_000n, paidVnd: 0n },
    { fund: 'health', employeeVnd: 150_000n, employerVnd: 300_000n, paidVnd: 0n },
  ],
};
const healthPaid = october.funds.map((fund) => (fund.fund === 'health' ? { ...fund, paidVnd: 450_000n } : fund));
const allPaid = october.funds.map((fund) => ({ ...fund, paidVnd: fund.employeeVnd + fund.employerVnd }));

describe('a statement on a day', () => {
  it('is due until the due date and late from the day after, with a day of interest per fund', () => {
    expect(stateOn(october, '2026-11-30')).toMatchObject({
      status: 'due',
      interestVnd: 0n,
      outstandingVnd: 2_650_000n,
    });
    expect(stateOn(october, '2026-12-01')).toMatchObject({ status: 'late', interestVnd: 660n + 135n });
  });

  it('is partly paid before the due date, and bears interest on the open funds only after it', () => {
    expect(stateOn({ ...october, funds: healthPaid }, '2026-11-30').status).toBe('partly-paid');
    expect(stateOn({ ...october, funds: healthPaid }, '2026-12-01')).toMatchObject({
      status: 'late',
      interestVnd: 660n,
    });
  });

  it('is paid when nothing is owed, and late while interest of a late payment is', () => {
    const paid = { ...october, funds: allPaid };
    expect(stateOn(paid, '2027-06-30')).toMatchObject({ status: 'paid', interestVnd: 0n, outstandingVnd: 0n });
    const owing = { ...paid, interestChargedVnd: 795n, interestPaidVnd: 700n };
    expect(stateOn(owing, '2026-12-02')).toMatchObject({ status: 'late', interestVnd: 95n, outstandingVnd: 0n });
  });
});
