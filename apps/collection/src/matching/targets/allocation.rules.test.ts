import { addDays, localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { FundName } from '@ansinh/contracts/vocabulary/funds';
import { vnd } from '@ansinh/contracts/vocabulary/money';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import { isHealthPaid, isSettled, type PayableStatement } from '../../statements/statement.rules';
import { ALLOCATION_ORDER, allocate } from './allocation.rules';

const DUE = { retirement: 2_200n, 'sickness-maternity': 300n, accident: 50n, unemployment: 200n, health: 450n };
const statement = (month: string, scale = 1_000n): PayableStatement => ({
  statementId: `statement-${month}`,
  employerId: 'employer',
  month: yearMonth(month),
  dueDate: addDays(localDate(`${month}-28`), 33),
  version: 1,
  funds: FundName.options.map((fund) => ({ fund, dueVnd: vnd(DUE[fund] * scale), paidVnd: vnd(0n) })),
  interestChargedVnd: vnd(0n),
  interestPaidVnd: vnd(0n),
});
const october = statement('2026-10');
const pay = (amountVnd: bigint, paidOn = '2026-11-15', statements = [october], month = '2026-10') =>
  allocate({ amountVnd: vnd(amountVnd), paidOn: localDate(paidOn), month: yearMonth(month), statements }, FIRST_LAW);
const buckets = (result: ReturnType<typeof pay>) =>
  result.allocations.map(({ statementId, bucket, amountVnd }) => `${statementId.slice(-2)} ${bucket} ${amountVnd}`);

describe('a payment of an employer', () => {
  it('pays the month wholly when the amount is right', () => {
    const result = pay(3_200_000n);
    expect(result.restVnd).toBe(0n);
    expect(result.statements.map(isSettled)).toEqual([true]);
  });

  it('that is short pays health first, then unemployment, accident, sickness and maternity, retirement', () => {
    expect(buckets(pay(1_500_000n))).toEqual([
      '10 health 450000',
      '10 unemployment 200000',
      '10 accident 50000',
      '10 sickness-maternity 300000',
      '10 retirement 500000',
    ]);
    expect(pay(450_000n).statements.map(isHealthPaid)).toEqual([true]);
    expect(pay(449_999n).statements.map(isHealthPaid)).toEqual([false]);
  });

  it('goes on to the oldest open month when the named one is paid, and the rest is suspense', () => {
    const months = [statement('2026-11'), statement('2026-09'), statement('2026-10')];
    const result = pay(10_000_000n, '2026-10-15', months, '2026-10');
    expect(
      result.allocations.map(({ statementId }) => statementId.slice(-2)).filter((id, at, all) => id !== all[at - 1]),
    ).toEqual(['10', '09', '11']);
    expect(result.restVnd).toBe(400_000n);
  });

  it('that is late is charged its interest, which is paid last', () => {
    // Due on 30 November; 10 days of 0.03 % on each fund.
    const result = pay(3_300_000n, '2026-12-10', [{ ...october, dueDate: localDate('2026-11-30') }]);
    expect(result.chargedVnd.get('statement-2026-10')).toBe(9_600n);
    expect(buckets(result).at(-1)).toBe('10 interest 9600');
    expect(result.restVnd).toBe(90_400n);
  });

  it('that pays the due amount late settles all but the interest', () => {
    const result = pay(3_200_000n, '2026-12-10', [{ ...october, dueDate: localDate('2026-11-30') }]);
    expect(result.statements.map(isSettled)).toEqual([false]);
    expect(result.restVnd).toBe(0n);
  });

  it('is never lost, never doubled and never more than what is open, over any sequence of payments', () => {
    const amounts = fc.array(fc.tuple(fc.bigInt({ min: 1n, max: 5_000_000n }), fc.integer({ min: 0, max: 200 })), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(amounts, (payments) => {
        const months = ['2026-09', '2026-10', '2026-11'].map((month) => statement(month));
        const byId = new Map(months.map((month) => [month.statementId, month]));
        let given = 0n;
        let rest = 0n;
        for (const [amountVnd, day] of payments) {
          const result = pay(amountVnd, addDays(localDate('2026-10-01'), day), [...byId.values()]);
          given += amountVnd;
          rest += result.restVnd;
          expect(result.allocations.reduce((sum, row) => sum + row.amountVnd, 0n) + result.restVnd).toBe(amountVnd);
          for (const changed of result.statements) byId.set(changed.statementId, changed);
          // Money rests only when nothing at all is open.
          if (result.restVnd > 0n) expect([...byId.values()].every(isSettled)).toBe(true);
        }
        let held = 0n;
        for (const month of byId.values()) {
          held += month.interestPaidVnd + month.funds.reduce((sum, fund) => sum + fund.paidVnd, 0n);
          expect(month.interestPaidVnd <= month.interestChargedVnd).toBe(true);
          for (const fund of month.funds) expect(fund.paidVnd <= fund.dueVnd).toBe(true);
        }
        expect(held + rest).toBe(given);
      }),
    );
  });

  it('has every fund in the order of allocation exactly once', () => {
    expect([...ALLOCATION_ORDER.principal].sort()).toEqual([...FundName.options].sort());
  });
});
