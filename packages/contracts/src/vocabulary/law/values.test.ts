import fc from 'fast-check';
import { LAW_VALUES } from './values';

const terms = {
  longGapDays: 90,
  waitingDays: 30,
  consecutiveMonths: 60,
  workerCardEndsOn: '12-31',
  expiryToldDays: 30,
};
const isTaken = (shape: keyof typeof LAW_VALUES, value: unknown): boolean => LAW_VALUES[shape].safeParse(value).success;
const share = (employee: string, employer: string) => ({ employee, employer });
const bothSexes = (value: object) => ({ male: value, female: value });

describe('a value of the law', () => {
  it('names a day that every year has, and no other one', () => {
    const two = (number: number) => String(number).padStart(2, '0');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), (month, day) => {
        // 2026 has no 29th of February.
        const date = new Date(Date.UTC(2026, month - 1, day));
        const isDay = month >= 1 && month <= 12 && day >= 1 && date.getUTCMonth() === month - 1;
        expect(isTaken('cardTerms', { ...terms, workerCardEndsOn: `${two(month)}-${two(day)}` })).toBe(isDay);
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, keyof typeof LAW_VALUES, unknown]>([
    ['late after urged', 'arrearsDays', { late: 40, urged: 31, evasion: 61 }],
    ['urged after evasion', 'arrearsDays', { late: 3, urged: 62, evasion: 61 }],
    ['an age that falls', 'retirementAge', bothSexes({ startMonths: 744, stepMonths: 3, finalMonths: 743 })],
    ['a raise a thousand times over', 'perMille', '1000000'],
    ['no reason of visit', 'visitPercentByReason', {}],
    [
      'more than the wage',
      'fundRates',
      {
        retirement: share('1000000', '0'),
        'sickness-maternity': share('0', '0'),
        accident: share('0', '0'),
        unemployment: share('0', '0'),
        health: share('0', '1'),
      },
    ],
    [
      'a base above the maximum',
      'pensionRate',
      bothSexes({ base: '80', fromHalfYears: 30, steps: [{ untilHalfYears: 70, perHalfYear: '1' }], max: '75' }),
    ],
    [
      'steps that go back',
      'pensionRate',
      bothSexes({
        base: '45',
        fromHalfYears: 30,
        steps: [
          { untilHalfYears: 60, perHalfYear: '1' },
          { untilHalfYears: 50, perHalfYear: '1' },
        ],
        max: '75',
      }),
    ],
  ])('is not %s', (_what, shape, value) => {
    expect(isTaken(shape, value)).toBe(false);
  });
});
