import { addDays, type LocalDate, localDate } from '@ansinh/contracts/vocabulary/calendar';
import { type Vnd, vnd } from '@ansinh/contracts/vocabulary/money';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import { lateInterest as interestByLaw } from './interest.rules';

const lateInterest = (arrearsVnd: Vnd, dueDate: LocalDate, on: LocalDate) =>
  interestByLaw(arrearsVnd, { dueDate, on }, FIRST_LAW);

describe('interest on late contributions', () => {
  it.each([
    ['on the due date', '2026-11-30', 0n],
    ['before it', '2026-10-01', 0n],
    ['on the day after', '2026-12-01', 300n],
    ['after a month', '2026-12-31', 9_300n],
  ])('is counted from the day after the due date: %s', (_when, on, interest) => {
    expect(lateInterest(vnd(1_000_000n), localDate('2026-11-30'), localDate(on))).toBe(interest);
  });

  it('is rounded half up to the dong', () => {
    expect(lateInterest(vnd(1_667n), localDate('2026-11-30'), localDate('2026-12-01'))).toBe(1n);
    expect(lateInterest(vnd(1_666n), localDate('2026-11-30'), localDate('2026-12-01'))).toBe(0n);
  });

  it('counts no day before the rate of the law was in force', () => {
    expect(lateInterest(vnd(1_000_000n), localDate('2025-06-20'), localDate('2025-07-02'))).toBe(600n);
  });

  it('is simple: the days of two periods add up, but for one dong of rounding', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const days = fc.integer({ min: 0, max: 2_000 });
    fc.assert(
      fc.property(amount, days, days, (arrears, first, second) => {
        const due = '2026-11-30';
        const middle = addDays(localDate(due), first);
        const whole = lateInterest(vnd(arrears), localDate(due), addDays(middle, second));
        const parts =
          lateInterest(vnd(arrears), localDate(due), middle) +
          lateInterest(vnd(arrears), middle, addDays(middle, second));
        const difference = whole - parts;
        expect(difference >= -1n && difference <= 1n).toBe(true);
      }),
    );
  });
});
