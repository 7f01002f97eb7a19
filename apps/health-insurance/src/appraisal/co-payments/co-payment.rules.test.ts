import { type LocalDate, localDate } from '@ansinh/contracts/vocabulary/calendar';
import { hundredths } from '@ansinh/contracts/vocabulary/money';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import {
  accountOf as accountByLaw,
  type CoPayment,
  exemptionOf,
  firstFiveYears,
  isFarBelow as isFarBelowByLaw,
} from './co-payment.rules';

const accountOf = (coPayments: readonly CoPayment[], year: number, asOf: LocalDate) =>
  accountByLaw(coPayments, { year, asOf }, FIRST_LAW);
const isFarBelow = (coPayments: readonly CoPayment[], year: number) => isFarBelowByLaw(coPayments, year, FIRST_LAW);

const paid = (at: string, amount: bigint): CoPayment => ({ at, amount: hundredths(amount) });
const JUNE = '202606301000';
const JULY = '202607010900';

describe('the co-payment account of a year', () => {
  it('has six base salaries before anything is paid', () => {
    expect(accountOf([], 2026, localDate('2026-01-01'))).toMatchObject({ paid: 0n, threshold: 1_404_000_000n });
    expect(accountOf([], 2026, localDate('2026-06-30'))).toMatchObject({ threshold: 1_404_000_000n });
    expect(accountOf([], 2026, localDate('2026-07-01'))).toMatchObject({ threshold: 1_518_000_000n });
    expect(accountOf([], 2025, localDate('2026-11-01'))).toMatchObject({ threshold: 1_404_000_000n });
  });

  it('carries the rest over a change of the base salary: 1,396,758 dong before July 2026 give 15,066,588.03', () => {
    const account = accountOf([paid(JUNE, 139_675_800n)], 2026, localDate('2026-07-01'));
    expect(account.threshold).toBe(1_506_658_803n);
    expect(account.remaining).toBe(1_366_983_003n);
    // The same money paid in July counts against the new base salary.
    expect(accountOf([paid(JULY, 139_675_800n)], 2026, localDate('2026-07-01')).threshold).toBe(1_518_000_000n);
  });

  it('is crossed by the first hundredth above the threshold, not at it', () => {
    const exactly = paid('202603010800', 1_404_000_000n);
    const above = paid('202603020800', 1n);
    expect(accountOf([exactly], 2026, localDate('2026-03-01')).crossedBy).toBeUndefined();
    expect(accountOf([above, exactly], 2026, localDate('2026-03-02')).crossedBy).toBe(above);
  });

  it('stays crossed when the base salary rises afterwards', () => {
    const crossing = paid(JUNE, 1_404_000_001n);
    expect(accountOf([crossing], 2026, localDate('2026-12-31')).crossedBy).toBe(crossing);
  });

  it('begins anew on 1 January', () => {
    const old = paid('202512312359', 1_404_000_001n);
    expect(accountOf([old], 2025, localDate('2025-12-31')).crossedBy).toBe(old);
    expect(accountOf([old], 2026, localDate('2026-01-01'))).toMatchObject({ paid: 0n, crossedBy: undefined });
  });

  it('does not depend on the order in which claims arrive', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((value) => String(value).padStart(2, '0'));
    const month = fc.integer({ min: 1, max: 12 }).map((value) => String(value).padStart(2, '0'));
    const coPayment = fc.record({
      at: fc.tuple(month, day).map(([of, on]) => `2026${of}${on}0800`),
      amount: fc.bigInt(1n, 800_000_000n).map(hundredths),
    });
    const several = fc.uniqueArray(coPayment, { selector: ({ at }) => at, minLength: 1, maxLength: 8 });
    const yearEnd = localDate('2026-12-31');
    fc.assert(
      fc.property(several, (coPayments) => {
        const account = accountOf(coPayments, 2026, yearEnd);
        expect(accountOf([...coPayments].reverse(), 2026, yearEnd)).toEqual(account);
        expect(account.threshold).toBe(account.paid + account.remaining);
        if (isFarBelow(coPayments, 2026)) expect(account.crossedBy).toBeUndefined();
      }),
    );
  });
});

describe('the exemption of the rest of a year', () => {
  const crossed = accountOf([paid(JUNE, 1_404_000_001n)], 2026, localDate('2026-12-31'));
  it('wants five years on end and the threshold crossed, from the later of both', () => {
    expect(exemptionOf(crossed, localDate('2026-06-30'))).toBe(JUNE);
    expect(exemptionOf(crossed, localDate('2026-07-01'))).toBe('202607010000');
    expect(exemptionOf(crossed, localDate('2027-01-01'))).toBeUndefined();
    expect(exemptionOf(crossed, undefined)).toBeUndefined();
    expect(exemptionOf(accountOf([], 2026, localDate('2026-12-31')), localDate('2020-01-01'))).toBeUndefined();
  });

  it('takes the first day that any card names', () => {
    const cards = [null, localDate('2026-05-01'), localDate('2024-05-01')].map((fiveYearsOn) => ({ fiveYearsOn }));
    expect(firstFiveYears(cards)).toBe('2024-05-01');
    expect(firstFiveYears([{ fiveYearsOn: null }])).toBeUndefined();
  });
});
