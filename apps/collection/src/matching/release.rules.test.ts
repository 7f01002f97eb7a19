import { localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { vnd } from '@ansinh/contracts/vocabulary/money';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import type { GivenByCredit } from '../credits/credit.rules';
import type { PayableStatement } from '../statements/statement.rules';
import { release as releaseByLaw } from './release.rules';

const release = (statement: PayableStatement, rows: readonly GivenByCredit[]) =>
  releaseByLaw(statement, rows, FIRST_LAW);

const statement = (dueVnd: bigint, paidVnd: bigint, interestVnd = 0n): PayableStatement => ({
  statementId: 'statement',
  employerId: 'employer',
  month: yearMonth('2026-10'),
  version: 1,
  dueDate: localDate('2026-11-30'),
  interestChargedVnd: vnd(interestVnd),
  interestPaidVnd: vnd(interestVnd),
  funds: [{ fund: 'health', dueVnd: vnd(dueVnd), paidVnd: vnd(paidVnd) }],
});
const given = (creditId: string, amountVnd: bigint, bookedOn: string, bucket = 'health'): GivenByCredit => ({
  creditId,
  statementId: 'statement',
  bucket,
  amountVnd: vnd(amountVnd),
  bookedOn: localDate(bookedOn),
});

describe('a statement that was lowered below what was paid', () => {
  it('gives back from the newest payment on', () => {
    const released = release(statement(500n, 1_000n), [
      given('newest', 300n, '2026-11-20'),
      given('oldest', 700n, '2026-11-10'),
    ]);
    expect(released.allocations.map(({ creditId, amountVnd }) => [creditId, amountVnd])).toEqual([
      ['newest', -300n],
      ['oldest', -200n],
    ]);
    expect(released.statement.funds).toEqual([{ fund: 'health', dueVnd: 500n, paidVnd: 500n }]);
  });

  it('gives back the interest that was charged and paid for it', () => {
    // Ten days late: 3,000 dong of interest on a million.
    const late = given('late', 1_000_000n, '2026-12-10');
    const released = release(statement(0n, 1_000_000n, 3_000n), [
      late,
      given('late', 3_000n, '2026-12-10', 'interest'),
    ]);
    expect(released.statement).toMatchObject({ interestChargedVnd: 0n, interestPaidVnd: 0n });
    expect(released.allocations.map(({ bucket, amountVnd }) => [bucket, amountVnd])).toEqual([
      ['health', -1_000_000n],
      ['interest', -3_000n],
    ]);
  });

  it('never gives back more than a credit gave, and leaves exactly what is due', () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 0n, max: 10n ** 9n }), (payments, dueVnd) => {
        const rows = payments.map((amountVnd, index) => given(`credit-${index}`, amountVnd, '2026-11-20'));
        const paidVnd = payments.reduce((sum, amount) => sum + amount, 0n);
        const released = release(statement(dueVnd, paidVnd), rows);
        const surplusVnd = paidVnd > dueVnd ? paidVnd - dueVnd : 0n;
        expect(released.statement.funds[0]?.paidVnd).toBe(paidVnd - surplusVnd);
        expect(released.allocations.reduce((sum, row) => sum - row.amountVnd, 0n)).toBe(surplusVnd);
        for (const row of released.allocations)
          expect(-row.amountVnd <= (rows.find(({ creditId }) => creditId === row.creditId)?.amountVnd ?? 0n)).toBe(
            true,
          );
      }),
    );
  });
});
