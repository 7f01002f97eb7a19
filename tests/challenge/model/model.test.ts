import fc from 'fast-check';
import { halfUp, least, money, plain, scaled } from './exact.ts';
import type { Line } from './facts.ts';
import { baseSalaryOn, cardLevel, coPaymentsUpTo, isCardStart, ratioOf, smallVisitBelow, suppliesUpTo } from './law.ts';
import { billedOf, inScopeOf, split } from './line.ts';
import { addDays, addMinutes, ageOn, isBirth, isDay, isTime } from './times.ts';

const RUNS = { seed: 20_261_130, numRuns: 500 };

describe('the split of a line (4.3)', () => {
  const line = fc
    .record({
      billed: fc.bigInt(0n, 10n ** 12n),
      share: fc.bigInt(0n, 100n),
      level: fc.bigInt(0n, 10_000n),
      part: fc.bigInt(0n, 100n),
    })
    .map(({ billed, share, level, part }) => ({
      billed,
      inScope: (billed * share) / 100n,
      level,
      other: (billed * part) / 100n,
    }));

  it('adds up, has no part below nothing, and gives the fund no more than the level', () => {
    fc.assert(
      fc.property(line, ({ billed, inScope, level, other }) => {
        const { self, coPay, fund } = split(billed, inScope, level, other);
        expect(self + coPay + fund + other).toBe(billed);
        expect([self, coPay, fund].every((part) => part >= 0n)).toBe(true);
        expect(fund <= halfUp(inScope * level, 10_000n)).toBe(true);
      }),
      RUNS,
    );
  });

  it('is what is left from the other end: the fund first, then the co-payment, then the patient', () => {
    fc.assert(
      fc.property(line, ({ billed, inScope, level, other }) => {
        const left = billed - other;
        const fund = least(halfUp(inScope * level, 10_000n), left);
        const coPay = least(inScope - halfUp(inScope * level, 10_000n), left - fund);
        expect(split(billed, inScope, level, other)).toEqual({ fund, coPay, self: left - fund - coPay, other });
      }),
      RUNS,
    );
  });

  it('is exact where a half has to be rounded', () => {
    const drug: Line = {
      table: 'XML2',
      row: 1,
      fields: { SO_LUONG: '3', DON_GIA: '2389.725', TYLE_TT_BH: '50' },
    };
    // 7,169.175 and its half, 3,584.5875.
    expect([billedOf(drug), inScopeOf(drug)].map(money)).toEqual(['7169.18', '3584.59']);
    const service: Line = {
      table: 'XML3',
      row: 1,
      fields: {
        SO_LUONG: '1',
        DON_GIA_BV: '45000',
        DON_GIA_BH: '40000',
        TYLE_TT_DV: '30',
        TYLE_TT_BH: '100',
        T_TRANTT: '11000',
      },
    };
    expect([billedOf(service), inScopeOf(service)].map(money)).toEqual(['13500', '11000']);
    expect(money(split(1_890_000n, 1_890_000n, 3_200n, 0n).fund)).toBe('6048');
  });
});

describe('what changes by date', () => {
  it.each([
    ['20240630', 1_800_000n, '270000', '10800000', '81000000'],
    ['20260630', 2_340_000n, '351000', '14040000', '105300000'],
    ['20260701', 2_530_000n, '379500', '15180000', '113850000'],
  ])('is that of table 1.1 on %s', (day, base, small, coPayments, supplies) => {
    expect(baseSalaryOn(day)).toBe(base);
    expect([smallVisitBelow(day), coPaymentsUpTo(day), suppliesUpTo(day)].map(money)).toEqual([
      small,
      coPayments,
      supplies,
    ]);
  });

  it('raises near-poor and the old with a social pension in 2026, whatever is printed', () => {
    expect(['CN366', 'LH466'].map((card) => cardLevel(card, '20251231'))).toEqual([9_500n, 8_000n]);
    expect(['CN366', 'LH466', 'CN266'].map((card) => cardLevel(card, '20260101'))).toEqual([10_000n, 10_000n, 10_000n]);
    expect([isCardStart('GD', '4'), isCardStart('GD', '2'), isCardStart('LH', '2')]).toEqual([true, false, true]);
  });

  it('gives half to three codes of self-referral from 2026-07-01', () => {
    for (const reason of ['1.13', '1.14', '1.18'])
      expect([ratioOf(reason, '20260630', false), ratioOf(reason, '20260701', false)]).toEqual([0n, 50n]);
    expect([ratioOf('3.1', '20260701', true), ratioOf('3.1', '20260701', false)]).toEqual([40n, 0n]);
  });
});

describe('decimals and times', () => {
  it('keeps a decimal as it is written', () => {
    expect(['18900', '3.000', '27833.99', '-1.5'].map((text) => scaled(text, 2))).toEqual([
      1_890_000n,
      300n,
      2_783_399n,
      -150n,
    ]);
    expect([scaled('1.005', 2), scaled('1,5', 2), scaled('', 2)]).toEqual([undefined, undefined, undefined]);
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), (value) => expect(scaled(plain(value, 3), 3)).toBe(value)),
      RUNS,
    );
  });

  it('knows real days and times', () => {
    expect(['20260228', '20260229', '20261301'].map(isDay)).toEqual([true, false, false]);
    expect(['202602282359', '202602282400', '20260228'].map(isTime)).toEqual([true, false, false]);
    expect([isBirth('195000000000'), isBirth('202613010000')]).toEqual([true, false]);
    expect(addDays('20251231', 1)).toBe('20260101');
    expect(addMinutes('202512312359', 1)).toBe('202601010000');
    expect([ageOn('202001150000', '20260114'), ageOn('202001150000', '20260115')]).toEqual([5, 6]);
  });
});
