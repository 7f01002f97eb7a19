import { localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { WageZone } from '@ansinh/contracts/vocabulary/funds';
import { shareOf, vnd } from '@ansinh/contracts/vocabulary/money';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import { assessWorker, dueDateOf, FIRST_MONTH, requireAssessableMonth } from './contribution.rules';

const MILLION = 1_000_000n;
const linesOf = (wageVnd: bigint, zone: WageZone, month: string) =>
  Object.fromEntries(
    assessWorker({ wageVnd: vnd(wageVnd), zone }, yearMonth(month), FIRST_LAW).map((line) => [line.fund, line]),
  );
const bases = (wageVnd: bigint, zone: WageZone, month: string) => {
  const { retirement, health, unemployment } = linesOf(wageVnd, zone, month);
  return { retirement: retirement?.baseVnd, health: health?.baseVnd, unemployment: unemployment?.baseVnd };
};

describe('contributions of one worker', () => {
  it('takes 10.5 % from the worker and 21.5 % from the employer, fund by fund', () => {
    expect(assessWorker({ wageVnd: vnd(10n * MILLION), zone: 'III' }, yearMonth('2026-10'), FIRST_LAW)).toEqual([
      { fund: 'retirement', baseVnd: 10_000_000n, employeeVnd: 800_000n, employerVnd: 1_400_000n },
      { fund: 'sickness-maternity', baseVnd: 10_000_000n, employeeVnd: 0n, employerVnd: 300_000n },
      { fund: 'accident', baseVnd: 10_000_000n, employeeVnd: 0n, employerVnd: 50_000n },
      { fund: 'unemployment', baseVnd: 10_000_000n, employeeVnd: 100_000n, employerVnd: 100_000n },
      { fund: 'health', baseVnd: 10_000_000n, employeeVnd: 150_000n, employerVnd: 300_000n },
    ]);
  });

  it('rounds both parts of each fund half up to the dong', () => {
    const { accident, health } = linesOf(5_000_100n, 'III', '2026-10');
    // 0.5 % of 5,000,100 is 25,000.5; 1.5 % is 75,001.5.
    expect(accident?.employerVnd).toBe(25_001n);
    expect(health?.employeeVnd).toBe(75_002n);
  });

  it.each([
    ['2026-06', 46_800_000n],
    ['2026-07', 50_600_000n],
  ])('caps the base of social and health insurance at 20 base salaries in %s', (month, cap) => {
    expect(bases(90n * MILLION, 'I', month)).toMatchObject({ retirement: cap, health: cap });
  });

  it.each([
    ['2025-12', 'I', 99_200_000n],
    ['2025-12', 'IV', 69_000_000n],
    ['2026-01', 'I', 106_200_000n],
    ['2026-01', 'II', 94_600_000n],
    ['2026-01', 'III', 82_800_000n],
    ['2026-01', 'IV', 74_000_000n],
  ] as const)('caps unemployment insurance at 20 minimum wages: %s, zone %s', (month, zone, cap) => {
    expect(bases(200n * MILLION, zone, month).unemployment).toBe(cap);
  });

  const anyMonth = fc
    .integer({ min: 2025 * 12 + 6, max: 2027 * 12 + 11 })
    .map((index) => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`);
  const anyWage = fc.bigInt({ min: 0n, max: 500n * MILLION });
  const anyZone = fc.constantFrom(...WageZone.options);

  it('never takes more than 32 % of the wage, but for the rounding of ten amounts', () => {
    fc.assert(
      fc.property(anyWage, anyZone, anyMonth, (wageVnd, zone, month) => {
        const lines = assessWorker({ wageVnd: vnd(wageVnd), zone }, yearMonth(month), FIRST_LAW);
        const sum = lines.reduce((total, line) => total + line.employeeVnd + line.employerVnd, 0n);
        const uncapped = lines.every((line) => line.baseVnd === wageVnd);
        const difference = sum - shareOf(vnd(wageVnd), 320_000n);
        expect(difference <= 5n).toBe(true);
        if (uncapped) expect(difference >= -5n).toBe(true);
      }),
    );
  });

  it('never goes down when the wage goes up, and is the same for every wage above both caps', () => {
    fc.assert(
      fc.property(anyWage, anyWage, anyZone, anyMonth, (wageVnd, raiseVnd, zone, month) => {
        const before = assessWorker({ wageVnd: vnd(wageVnd), zone }, yearMonth(month), FIRST_LAW);
        const after = assessWorker({ wageVnd: vnd(wageVnd + raiseVnd), zone }, yearMonth(month), FIRST_LAW);
        after.forEach((line, index) => {
          const old = before[index];
          expect(old !== undefined && line.employeeVnd >= old.employeeVnd && line.employerVnd >= old.employerVnd).toBe(
            true,
          );
        });
        expect(assessWorker({ wageVnd: vnd(wageVnd + 200n * MILLION), zone }, yearMonth(month), FIRST_LAW)).toEqual(
          assessWorker({ wageVnd: vnd(200n * MILLION), zone }, yearMonth(month), FIRST_LAW),
        );
      }),
    );
  });
});

describe('the month of an assessment', () => {
  it.each([
    ['2026-10', '2026-11-30'],
    ['2026-12', '2027-01-31'],
    ['2028-01', '2028-02-29'],
  ])('%s is due on the last day of the following month', (month, due) => expect(dueDateOf(yearMonth(month))).toBe(due));

  it('lies between the law that we carry and six months ahead', () => {
    expect(() => requireAssessableMonth(FIRST_MONTH, localDate('2026-10-05'))).not.toThrow();
    expect(() => requireAssessableMonth(yearMonth('2027-04'), localDate('2026-10-05'))).not.toThrow();
    expect(() => requireAssessableMonth(yearMonth('2025-06'), localDate('2026-10-05'))).toThrow(
      'assessment.month-out-of-range',
    );
    expect(() => requireAssessableMonth(yearMonth('2027-05'), localDate('2026-10-05'))).toThrow(
      'assessment.month-out-of-range',
    );
  });
});
