import { localDate, quarter } from '@ansinh/contracts/vocabulary/calendar';
import { hundredths, sumOf, vnd } from '@ansinh/contracts/vocabulary/money';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import { advanceOf, approved, deductAdvances, moveAdvance } from './advance.rules';

describe('the advance of a quarter', () => {
  it('is 90 % of what was asked of the fund in the quarter before, half up to the dong', () => {
    expect(
      advanceOf(
        quarter('2026-Q4'),
        { reported: hundredths(4_503_703_704_512n), today: localDate('2026-10-01') },
        FIRST_LAW,
      ),
    ).toMatchObject({
      reportedQuarter: '2026-Q3',
      percent: 90n,
      amountVnd: 40_533_333_341n,
    });
    expect(
      advanceOf(quarter('2026-Q4'), { reported: hundredths(500n), today: localDate('2026-12-31') }, FIRST_LAW)
        .amountVnd,
    ).toBe(5n);
  });

  it('was 80 % for quarters that began before Law 51/2024', () => {
    expect(
      advanceOf(quarter('2025-Q2'), { reported: hundredths(100_000n), today: localDate('2026-01-01') }, FIRST_LAW),
    ).toMatchObject({
      percent: 80n,
      amountVnd: 800n,
    });
    expect(
      advanceOf(quarter('2025-Q3'), { reported: hundredths(100_000n), today: localDate('2026-01-01') }, FIRST_LAW),
    ).toMatchObject({
      percent: 90n,
      amountVnd: 900n,
    });
  });

  it.each(['2014-Q4', '1999-Q1'])('is refused for %s, of which no law is kept', (early) => {
    expect(() =>
      advanceOf(quarter(early), { reported: hundredths(1_000n), today: localDate('2026-10-05') }, FIRST_LAW),
    ).toThrow('advance.quarter-not-covered');
  });

  it('is not approved before its first day, nor for nothing', () => {
    expect(() =>
      advanceOf(quarter('2027-Q1'), { reported: hundredths(1_000n), today: localDate('2026-12-31') }, FIRST_LAW),
    ).toThrow('advance.quarter-not-begun');
    expect(() =>
      advanceOf(quarter('2026-Q4'), { reported: hundredths(0n), today: localDate('2026-10-05') }, FIRST_LAW),
    ).toThrow('advance.nothing-reported');
    expect(() =>
      advanceOf(quarter('2026-Q4'), { reported: hundredths(55n), today: localDate('2026-10-05') }, FIRST_LAW),
    ).toThrow('advance.nothing-reported');
  });
});

it('is paid once: a payment that is told again changes nothing', () => {
  const paidAt = new Date('2026-11-05T02:00:00Z');
  const paid = moveAdvance(approved('one'), paidAt);
  expect(paid).toEqual({ advanceId: 'one', status: 'paid', paidAt });
  expect(moveAdvance(paid, new Date('2026-11-06T02:00:00Z'))).toBe(paid);
});

describe('a settlement that meets advances', () => {
  it('takes the oldest first and pays the rest', () => {
    const advances = [
      { advanceId: 'old', leftVnd: vnd(30n) },
      { advanceId: 'new', leftVnd: vnd(90n) },
    ];
    expect(deductAdvances(vnd(100n), advances)).toEqual({
      uses: [
        { advanceId: 'old', amountVnd: 30n },
        { advanceId: 'new', amountVnd: 70n },
      ],
      usedVnd: 100n,
      restVnd: 0n,
    });
    expect(deductAdvances(vnd(150n), advances)).toMatchObject({ usedVnd: 120n, restVnd: 30n });
    expect(deductAdvances(vnd(0n), advances)).toEqual({ uses: [], usedVnd: 0n, restVnd: 0n });
  });

  it('never takes more than there is, and pays only when the advances are used up', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 15n }).map(vnd);
    fc.assert(
      fc.property(amount, fc.array(amount), (amountVnd, left) => {
        const advances = left.map((leftVnd, index) => ({ advanceId: String(index), leftVnd }));
        const { uses, usedVnd, restVnd } = deductAdvances(amountVnd, advances);
        const available = sumOf(left);
        expect(usedVnd + restVnd).toBe(amountVnd);
        expect(uses.reduce((sum, use) => sum + use.amountVnd, 0n)).toBe(usedVnd);
        expect([available, amountVnd]).toContain(usedVnd);
        expect(usedVnd <= available && usedVnd <= amountVnd).toBe(true);
        for (const use of uses) expect(use.amountVnd <= (left[Number(use.advanceId)] ?? 0n)).toBe(true);
      }),
    );
  });
});
