import fc from 'fast-check';
import { type DisagreementLimits, disagreementsLeft, retryAfterSeconds } from './disagreement.rules';

const LIMITS: DisagreementLimits = { freeADay: 5, eachTime: 2, pauseMs: 60_000 };
const START = new Date('2026-10-05T08:00:00+07:00').getTime();

describe('who is disagreed with too often', () => {
  it.each([
    ['at the beginning of a day', 0, null, 5],
    ['before the free ones are used up', 4, 0, 1],
    ['when they are', 5, 0, 0],
    ['when the pause is over', 5, 60_000, 2],
    ['after one of the next two', 6, 1, 1],
    ['after both', 7, 59_999, 0],
    ['after the next pause', 7, 60_000, 2],
  ])('%s has so many left', (_when, count, msAgo, expected) => {
    const lastAt = msAgo === null ? null : new Date(START - msAgo);
    expect(disagreementsLeft(LIMITS, { count, lastAt }, new Date(START))).toBe(expected);
  });

  it('is told to come back when the pause is over, not earlier', () => {
    const today = { count: 5, lastAt: new Date(START) };
    expect(retryAfterSeconds(LIMITS, today, new Date(START + 1))).toBe(60);
    expect(retryAfterSeconds(LIMITS, today, new Date(START + 59_001))).toBe(1);
    expect(disagreementsLeft(LIMITS, today, new Date(START + 60_000))).toBe(2);
  });

  it('learns no more in a day than the free ones and two for each pause, however one goes about it', () => {
    const step = fc.record({ waitMs: fc.nat({ max: 90_000 }), wanted: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        let [now, today] = [START, { count: 0, lastAt: null as Date | null }];
        for (const { waitMs, wanted } of steps) {
          now += waitMs;
          const told = Math.min(wanted, disagreementsLeft(LIMITS, today, new Date(now)));
          if (told > 0) today = { count: today.count + told, lastAt: new Date(now) };
          const pauses = Math.floor((now - START) / LIMITS.pauseMs);
          expect(today.count).toBeLessThanOrEqual(LIMITS.freeADay + LIMITS.eachTime * pauses);
        }
      }),
    );
  });
});
