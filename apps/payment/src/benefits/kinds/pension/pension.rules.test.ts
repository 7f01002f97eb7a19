import { Rejection } from '@ansinh/contracts/catalogue/problems';
import { addMonths, type LocalDate, localDate, type YearMonth, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import type { PensionSex, WageIndexTable } from '@ansinh/contracts/vocabulary/law/pensions';
import { vnd } from '@ansinh/contracts/vocabulary/money';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import type { Granted } from '../benefit-type';
import * as rules from './pension.rules';
import { averageIndexedWage, halfYearsOf, type PensionClaim } from './pension.rules';

const seed = 20_261_124;
const TODAY = localDate('2026-11-24');
const AGE = inForce(FIRST_LAW['retirement-age'], TODAY);
const RATE = inForce(FIRST_LAW['pension-rate'], TODAY);

const calculatePension = (claim: PensionClaim) => rules.calculatePension(claim, FIRST_LAW);
const firstPensionMonth = (sex: PensionSex, born: LocalDate) => rules.firstPensionMonth(AGE[sex], born);
const retirementAgeMonths = (sex: PensionSex, year: number) => rules.retirementAgeMonths(AGE[sex], year);
const pensionRatePerMille = (sex: PensionSex, halfYears: number) => rules.pensionRatePerMille(RATE[sex], halfYears);
const pensionInMonth = (pension: Granted, month: YearMonth) => rules.pensionInMonth(pension, month, FIRST_LAW);

const refusalOf = (work: () => unknown): { code: string; params: object } => {
  try {
    work();
  } catch (error) {
    if (error instanceof Rejection) return { code: error.code, params: error.params };
    throw error;
  }
  throw new Error('nothing was refused');
};

/** A woman born in May 1969: 57 years in May 2026, a pension from June 2026. */
const claimOf = (changes: Partial<PensionClaim> = {}): PensionClaim => ({
  birthDate: localDate('1969-05-10'),
  sex: 'female',
  fromMonth: yearMonth('2026-06'),
  record: [{ fromMonth: yearMonth('2006-06'), toMonth: yearMonth('2026-05'), monthlyWageVnd: vnd(6_000_000n) }],
  ...changes,
});

describe('retirement age', () => {
  it.each([
    ['male', 2025, 61 * 12 + 3],
    ['male', 2026, 61 * 12 + 6],
    ['male', 2028, 62 * 12],
    ['male', 2040, 62 * 12],
    ['female', 2025, 56 * 12 + 8],
    ['female', 2026, 57 * 12],
    ['female', 2034, 59 * 12 + 8],
    ['female', 2035, 60 * 12],
  ] as const)('of a %s in %i is %i months', (sex, year, months) => {
    expect(retirementAgeMonths(sex, year)).toBe(months);
  });

  it('is the age of the year in which it is reached, and the pension starts a month later', () => {
    expect(firstPensionMonth('male', localDate('1965-03-20'))).toBe('2026-10');
    expect(firstPensionMonth('male', localDate('1966-01-01'))).toBe('2027-11');
    expect(firstPensionMonth('female', localDate('1969-12-31'))).toBe('2027-01');
  });

  it('never comes earlier for the younger of two people', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<PensionSex>('male', 'female'),
        fc.integer({ min: 0, max: 600 }),
        fc.integer({ min: 0, max: 40 }),
        (sex, month, later) => {
          const older = firstPensionMonth(sex, localDate(`${addMonths(yearMonth('1955-01'), month)}-15`));
          const younger = firstPensionMonth(sex, localDate(`${addMonths(yearMonth('1955-01'), month + later)}-15`));
          expect(younger >= older).toBe(true);
        },
      ),
      { seed },
    );
  });
});

describe('pension rate', () => {
  it.each([
    ['female', 15, 450n],
    ['female', 20, 550n],
    ['female', 30, 750n],
    ['female', 41, 750n],
    ['male', 15, 400n],
    ['male', 20, 450n],
    ['male', 21, 470n],
    ['male', 35, 750n],
  ] as const)('of a %s with %i years is %s per mille', (sex, years, perMille) => {
    expect(pensionRatePerMille(sex, years * 2)).toBe(perMille);
  });

  it('counts one to six odd months as half a year and seven to eleven as a year', () => {
    expect([240, 241, 246, 247, 251, 252].map(halfYearsOf)).toEqual([40, 41, 41, 42, 42, 42]);
  });

  it('grows with the years and stays between 40 and 75 per cent', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<PensionSex>('male', 'female'),
        fc.integer({ min: 30, max: 120 }),
        (sex, halfYears) => {
          const rate = pensionRatePerMille(sex, halfYears);
          expect(rate >= 400n && rate <= 750n).toBe(true);
          expect(pensionRatePerMille(sex, halfYears + 1) >= rate).toBe(true);
        },
      ),
      { seed },
    );
  });
});

describe('average of indexed wages', () => {
  it('gives 2,001,344.19 dong for 43 months of 86,057,800 dong', () => {
    const table: WageIndexTable = { before: 500n, firstYear: 2015, byYear: [108n, 103n, 103n, 100n] };
    const record = [
      { fromMonth: yearMonth('2015-01'), toMonth: yearMonth('2015-12'), monthlyWageVnd: vnd(1_200_000n) },
      { fromMonth: yearMonth('2016-01'), toMonth: yearMonth('2017-12'), monthlyWageVnd: vnd(2_140_000n) },
      { fromMonth: yearMonth('2018-01'), toMonth: yearMonth('2018-07'), monthlyWageVnd: vnd(2_515_000n) },
    ];
    expect(averageIndexedWage(record, table)).toBe(200_134_419n);
  });

  it('does not depend on how the record is cut into periods', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 500 }),
        fc.integer({ min: 1, max: 499 }),
        fc.bigInt({ min: 1n, max: 50_000_000n }).map(vnd),
        (months, cut, monthlyWageVnd) => {
          fc.pre(cut < months);
          const table: WageIndexTable = {
            before: 581n,
            firstYear: 1995,
            byYear: Array.from({ length: 60 }, (_, i) => BigInt(491 - i)),
          };
          const at = (month: number) => addMonths(yearMonth('1994-06'), month);
          const whole = [{ fromMonth: at(0), toMonth: at(months - 1), monthlyWageVnd }];
          const parts = [
            { fromMonth: at(0), toMonth: at(cut - 1), monthlyWageVnd },
            { fromMonth: at(cut), toMonth: at(months - 1), monthlyWageVnd },
          ];
          expect(averageIndexedWage(parts, table)).toBe(averageIndexedWage(whole, table));
        },
      ),
      { seed },
    );
  });
});

describe('a pension', () => {
  it('of a woman with 20 years is 55 % of her average, with every step and its source', () => {
    const { monthlyVnd, steps } = calculatePension(claimOf());
    // Index sum of 240 months by the table of 2026, times 6,000,000 dong, over 240, times 55 %.
    expect(steps.map((step) => step.value)).toEqual(['2026-06', '240', '20.00', '55.00 %', '9070750.00', '4988913']);
    expect(monthlyVnd).toBe(4_988_913n);
    expect(steps.every((step) => step.source !== '')).toBe(true);
  });

  it('is refused a month before the age, naming the first month', () => {
    expect(refusalOf(() => calculatePension(claimOf({ fromMonth: yearMonth('2026-05'), record: [] })))).toEqual({
      code: 'benefit.before-retirement-age',
      params: { firstMonth: '2026-06' },
    });
  });

  it('needs 15 paid years, and needed 20 before July 2025', () => {
    const short = [{ fromMonth: yearMonth('2010-01'), toMonth: yearMonth('2024-11'), monthlyWageVnd: vnd(5_000_000n) }];
    expect(refusalOf(() => calculatePension(claimOf({ record: short })))).toEqual({
      code: 'benefit.too-few-years',
      params: { paidMonths: 179, requiredMonths: 180 },
    });
    const before = claimOf({
      birthDate: localDate('1968-01-01'),
      fromMonth: yearMonth('2025-06'),
      record: [{ fromMonth: yearMonth('2006-01'), toMonth: yearMonth('2025-05'), monthlyWageVnd: vnd(5_000_000n) }],
    });
    expect(refusalOf(() => calculatePension(before)).params).toEqual({ paidMonths: 233, requiredMonths: 240 });
    expect(calculatePension({ ...before, fromMonth: yearMonth('2025-07') }).monthlyVnd > 0n).toBe(true);
  });

  it.each([
    [
      'a month twice',
      [
        ['2000-01', '2010-12'],
        ['2010-12', '2020-12'],
      ],
      '/claim/record/1',
    ],
    ['a period backwards', [['2010-02', '2010-01']], '/claim/record/0'],
    ['a month of the pension', [['2000-01', '2026-06']], '/claim/record/0'],
  ])('is refused when the record has %s', (_, periods, pointer) => {
    const record = periods.map(([fromMonth = '', toMonth = '']) => ({
      fromMonth: yearMonth(fromMonth),
      toMonth: yearMonth(toMonth),
      monthlyWageVnd: vnd(1n),
    }));
    expect(refusalOf(() => calculatePension(claimOf({ record })))).toMatchObject({
      code: 'benefit.record-invalid',
      params: { errors: [{ pointer }] },
    });
  });

  it('waits for the index table of its year', () => {
    expect(refusalOf(() => calculatePension(claimOf({ fromMonth: yearMonth('2027-01') })))).toEqual({
      code: 'benefit.index-missing',
      params: { year: 2027 },
    });
  });

  it('is never more than 75 % of the best indexed wage, and never less than 40 % of the worst', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<PensionSex>('male', 'female'),
        fc.array(
          fc.record({
            months: fc.integer({ min: 1, max: 60 }),
            wage: fc.bigInt({ min: 1n, max: 50_600_000n }).map(vnd),
          }),
          { minLength: 4, maxLength: 7 },
        ),
        (sex, parts) => {
          let next = yearMonth('1996-01');
          const record = parts.map(({ months, wage }) => {
            const period = { fromMonth: next, toMonth: addMonths(next, months - 1), monthlyWageVnd: wage };
            next = addMonths(next, months);
            return period;
          });
          fc.pre(next <= '2026-01' && parts.reduce((sum, part) => sum + part.months, 0) >= 180);
          const { monthlyVnd } = calculatePension({
            birthDate: localDate('1960-01-01'),
            sex,
            fromMonth: yearMonth('2026-03'),
            record,
          });
          const wages = parts.map((part) => part.wage).sort((a, b) => (a < b ? -1 : 1));
          // The indices of the table of 2026 from 1996 on lie between 1.00 and 4.65.
          expect(monthlyVnd <= ((wages.at(-1) ?? 0n) * 465n * 750n) / 100_000n + 1n).toBe(true);
          expect(monthlyVnd >= ((wages[0] ?? 0n) * 100n * 400n) / 100_000n).toBe(true);
        },
      ),
      { seed },
    );
  });
});

describe('raises', () => {
  const pension = { amountVnd: vnd(4_000_001n), fromMonth: yearMonth('2024-06') };

  it('reach every pension that started before the decree, one after the other', () => {
    expect(pensionInMonth(pension, yearMonth('2024-06'))).toBe(4_000_001n);
    expect(pensionInMonth(pension, yearMonth('2024-07'))).toBe(4_600_001n);
    expect(pensionInMonth(pension, yearMonth('2026-07'))).toBe(4_968_001n);
  });

  it('do not reach a pension that starts with the decree', () => {
    expect(pensionInMonth({ amountVnd: vnd(4_000_001n), fromMonth: yearMonth('2026-07') }, yearMonth('2026-11'))).toBe(
      4_000_001n,
    );
  });
});
