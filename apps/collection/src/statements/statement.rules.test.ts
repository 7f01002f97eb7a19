import { localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { FundName } from '@ansinh/contracts/vocabulary/funds';
import { plus, vnd } from '@ansinh/contracts/vocabulary/money';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import {
  isHealthPaid,
  isPaidAbove,
  isSettled,
  moveStatement,
  type StatementFacts,
  stateOn,
  unassessedStatement,
} from './statement.rules';

const october: StatementFacts = {
  statementId: 'statement',
  employerId: 'employer',
  month: yearMonth('2026-10'),
  dueDate: localDate('2026-11-30'),
  workers: 1,
  reference: 'BH6000000001DNA03202610',
  interestChargedVnd: vnd(0n),
  interestPaidVnd: vnd(0n),
  funds: [
    { fund: 'retirement', employeeVnd: vnd(800_000n), employerVnd: vnd(1_400_000n), paidVnd: vnd(0n) },
    { fund: 'health', employeeVnd: vnd(150_000n), employerVnd: vnd(300_000n), paidVnd: vnd(0n) },
  ],
};
const healthPaid = october.funds.map((fund) => (fund.fund === 'health' ? { ...fund, paidVnd: vnd(450_000n) } : fund));
const allPaid = october.funds.map((fund) => ({ ...fund, paidVnd: plus(fund.employeeVnd, fund.employerVnd) }));

describe('a statement on a day', () => {
  it('is due until the due date and late from the day after, with a day of interest per fund', () => {
    expect(stateOn(october, localDate('2026-11-30'), FIRST_LAW)).toMatchObject({
      status: 'due',
      interestVnd: 0n,
      outstandingVnd: 2_650_000n,
    });
    expect(stateOn(october, localDate('2026-12-01'), FIRST_LAW)).toMatchObject({
      status: 'late',
      interestVnd: 660n + 135n,
    });
  });

  it('is partly paid before the due date, and bears interest on the open funds only after it', () => {
    expect(stateOn({ ...october, funds: healthPaid }, localDate('2026-11-30'), FIRST_LAW).status).toBe('partly-paid');
    expect(stateOn({ ...october, funds: healthPaid }, localDate('2026-12-01'), FIRST_LAW)).toMatchObject({
      status: 'late',
      interestVnd: 660n,
    });
  });

  it('is paid when nothing is owed, and late while interest of a late payment is', () => {
    const paid = { ...october, funds: allPaid };
    expect(stateOn(paid, localDate('2027-06-30'), FIRST_LAW)).toMatchObject({
      status: 'paid',
      interestVnd: 0n,
      outstandingVnd: 0n,
    });
    const owing = { ...paid, interestChargedVnd: vnd(795n), interestPaidVnd: vnd(700n) };
    expect(stateOn(owing, localDate('2026-12-02'), FIRST_LAW)).toMatchObject({
      status: 'late',
      interestVnd: 95n,
      outstandingVnd: 0n,
    });
  });
});

describe('the moves of a statement', () => {
  const identity = {
    statementId: 'statement',
    employerId: 'employer',
    month: yearMonth('2026-10'),
    dueDate: localDate('2026-11-30'),
  };
  const assess = (dueVnd: bigint) => ({
    kind: 'assessed' as const,
    funds: FundName.options.map((fund) => ({ fund, employeeVnd: vnd(0n), employerVnd: vnd(dueVnd) })),
  });
  const money = fc.record({
    funds: fc
      .array(fc.bigInt({ min: 0n, max: 100n }).map(vnd), {
        minLength: FundName.options.length,
        maxLength: FundName.options.length,
      })
      .map((sums) => new Map(FundName.options.map((fund, at) => [fund, sums[at] ?? vnd(0n)]))),
    chargedVnd: fc.bigInt({ min: 0n, max: 50n }).map(vnd),
    interestVnd: fc.bigInt({ min: 0n, max: 50n }).map(vnd),
  });
  const october = moveStatement(unassessedStatement(identity), assess(100n));

  it('begin with an assessment, which is the first version and leaves everything open', () => {
    expect(october).toMatchObject({ version: 1, interestChargedVnd: 0n, interestPaidVnd: 0n });
    expect([isSettled(october), isHealthPaid(october), isPaidAbove(october)]).toEqual([false, false, false]);
  });

  it('are undone by a release of the same money, which is no version of its own', () => {
    fc.assert(
      fc.property(money, (moved) => {
        const paid = moveStatement(october, { kind: 'paid', ...moved });
        expect(paid.version).toBe(2);
        expect(moveStatement(paid, { kind: 'released', ...moved })).toEqual({ ...october, version: 2 });
      }),
    );
  });

  it('keep what was paid when the due amounts change, and say when that is too much', () => {
    fc.assert(
      fc.property(money, fc.bigInt({ min: 0n, max: 200n }), (moved, dueVnd) => {
        const paid = moveStatement(october, { kind: 'paid', ...moved });
        const lowered = moveStatement(paid, assess(dueVnd));
        expect(lowered.funds.map(({ paidVnd }) => paidVnd)).toEqual(paid.funds.map(({ paidVnd }) => paidVnd));
        expect(lowered.version).toBe(3);
        expect(isPaidAbove(lowered)).toBe([...moved.funds.values()].some((paidVnd) => paidVnd > dueVnd));
      }),
    );
  });
});
