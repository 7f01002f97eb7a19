import fc from 'fast-check';
import {
  ClaimAmount,
  divideRounded,
  greatest,
  hundredths,
  hundredthsText,
  hundredthsToVnd,
  inThrees,
  least,
  MAX_AMOUNT_VND,
  PositiveVndAmount,
  shareOf,
  sumOf,
  toHundredths,
  toVnd,
  VndAmount,
  vnd,
  vndText,
} from './money';

const amount = fc.bigInt({ min: 0n, max: MAX_AMOUNT_VND });
const signed = fc.bigInt({ min: -MAX_AMOUNT_VND, max: MAX_AMOUNT_VND });
const divisor = fc.bigInt({ min: 1n, max: 1_000_000n });
const magnitude = (value: bigint) => (value < 0n ? -value : value);

describe('the digits of a number', () => {
  it('stand in threes from the end, behind their sign', () => {
    fc.assert(
      fc.property(signed, (any) => {
        const text = inThrees(any.toString(), ' ');
        expect(text.replaceAll(' ', '')).toBe(any.toString());
        expect(text).toMatch(/^-?\d{1,3}( \d{3})*$/);
      }),
    );
    expect(['0', '100', '1000', '-123456'].map((digits) => inThrees(digits, '.'))).toEqual([
      '0',
      '100',
      '1.000',
      '-123.456',
    ]);
  });
});

describe('an amount on the wire', () => {
  it('comes back as it was sent, up to a million thousand millions', () => {
    fc.assert(fc.property(amount, (any) => expect(toVnd(VndAmount.parse(vndText(vnd(any))))).toBe(any)));
    expect(VndAmount.parse('1000000000000000')).toBe('1000000000000000');
  });

  it.each(['', '-1', '+1', '01', '1.0', '1e3', ' 1', '1\n', '1000000000000001', '99999999999999999', '１'])(
    'is not %j',
    (text) => {
      expect(VndAmount.safeParse(text).success).toBe(false);
      expect(PositiveVndAmount.safeParse(text).success).toBe(false);
    },
  );

  it('is never a JSON number, which loses digits', () => {
    expect(VndAmount.safeParse(1_250_000).success).toBe(false);
  });

  it('is above zero where money moves', () => {
    expect(VndAmount.safeParse('0').success).toBe(true);
    expect(PositiveVndAmount.safeParse('0').success).toBe(false);
    expect(PositiveVndAmount.safeParse('1').success).toBe(true);
  });

  it('has one finding per mistake', () => {
    expect(VndAmount.safeParse('many').error?.issues).toHaveLength(1);
    expect(VndAmount.safeParse('1000000000000001').error?.issues).toHaveLength(1);
  });
});

describe('a claim amount on the wire', () => {
  it('comes back as it was sent, to the hundredth', () => {
    fc.assert(
      fc.property(amount, (any) => expect(toHundredths(ClaimAmount.parse(hundredthsText(hundredths(any))))).toBe(any)),
    );
    expect(toHundredths('2031009.99')).toBe(203_100_999n);
  });

  it.each(['1', '1.0', '1.000', '01.00', '.50', '-1.00', '1,00'])('is not %j', (text) => {
    expect(ClaimAmount.safeParse(text).success).toBe(false);
  });

  it('keeps the sign of a difference, also below one dong', () => {
    expect(hundredthsText(hundredths(-5n))).toBe('-0.05');
    expect(hundredthsText(hundredths(-100n))).toBe('-1.00');
    expect(hundredthsText(hundredths(0n))).toBe('0.00');
  });
});

describe('rounding half up', () => {
  it.each([
    [5n, 10n, 1n],
    [4n, 10n, 0n],
    [15n, 10n, 2n],
    [25n, 10n, 3n],
    [-5n, 10n, -1n],
    [-4n, 10n, 0n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
  ])('%s / %s is %s', (dividend, by, quotient) => {
    expect(divideRounded(dividend, by)).toBe(quotient);
  });

  it('is off by half of the divisor at most, and a half goes away from zero', () => {
    fc.assert(
      fc.property(signed, divisor, (dividend, by) => {
        const off = 2n * (magnitude(divideRounded(dividend, by)) * by - magnitude(dividend));
        // Exactly a half is rounded up, so that the quotient may be half a divisor too large, never too small.
        expect(off > -by && off <= by).toBe(true);
      }),
    );
  });

  it('treats both signs alike, never turns the order round, and is exact on multiples', () => {
    fc.assert(
      fc.property(signed, signed, divisor, (one, other, by) => {
        expect(divideRounded(-one, by)).toBe(-divideRounded(one, by));
        const [low, high] = one < other ? [one, other] : [other, one];
        expect(divideRounded(low, by) <= divideRounded(high, by)).toBe(true);
        expect(divideRounded(one * by, by)).toBe(one);
      }),
    );
  });

  it('turns hundredths into dong only once per settlement: apart, they would give another sum', () => {
    expect(hundredthsToVnd(hundredths(203_100_999n))).toBe(2_031_010n);
    expect(hundredthsToVnd(hundredths(50n))).toBe(1n);
    expect(hundredthsToVnd(hundredths(49n))).toBe(0n);
    expect(hundredthsToVnd(hundredths(50n)) + hundredthsToVnd(hundredths(50n))).not.toBe(
      hundredthsToVnd(hundredths(100n)),
    );
  });
});

describe('a share in millionths', () => {
  it.each([
    ['8 % of the wage', 7_500_000n, 80_000n, 600_000n],
    ['0.03 % of the arrears of a day', 1_000_000n, 300n, 300n],
    ['4.5 % of the base salary', 2_530_000n, 45_000n, 113_850n],
    ['half a dong', 1n, 500_000n, 1n],
    ['less than half a dong', 1n, 499_999n, 0n],
  ])('is %s', (_what, whole, millionths, share) => {
    expect(shareOf(vnd(whole), millionths)).toBe(share);
  });

  it('lies between nothing and the whole, and two parts of a whole differ from it by a dong at most', () => {
    fc.assert(
      fc.property(amount, fc.bigInt({ min: 0n, max: 1_000_000n }), (whole, millionths) => {
        const share = shareOf(vnd(whole), millionths);
        expect(share >= 0n && share <= whole).toBe(true);
        expect(magnitude(share + shareOf(vnd(whole), 1_000_000n - millionths) - whole) <= 1n).toBe(true);
      }),
    );
  });
});

describe('a sum', () => {
  it('is exact far above what a number holds', () => {
    fc.assert(
      fc.property(fc.array(amount), (amounts) => {
        expect(sumOf(amounts)).toBe(amounts.reduce((total, vnd) => total + vnd, 0n));
        expect(sumOf([...amounts].reverse())).toBe(sumOf(amounts));
      }),
    );
    expect(sumOf([])).toBe(0n);
    expect(sumOf([9_007_199_254_740_993n, 1n])).toBe(9_007_199_254_740_994n);
  });
});

describe('the smaller and the greater of two amounts', () => {
  it('are those two, also far above what a number holds', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), (one, other) => {
        const [low, high] = [least(one, other), greatest(one, other)];
        expect(low <= high).toBe(true);
        expect([one, other].sort((left, right) => (left < right ? -1 : 1))).toEqual([low, high]);
      }),
    );
  });
});
