import fc from 'fast-check';
import { counted, type FailureCount, lockedUntil, uncounted } from './lock-out.rules';

const MINUTE = 60_000;
const START = Date.parse('2026-10-05T08:00:00+07:00');
const at = (ms: number): Date => new Date(START + ms);

/** Tries whenever it is told to, always with a wrong password. @returns when it was looked at */
const lookedAt = (kind: 'account' | 'address', tries: readonly number[]): number[] => {
  let count: FailureCount | undefined;
  const seen: number[] = [];
  for (const ms of tries) {
    if (lockedUntil(kind, count, at(ms)) !== undefined) continue;
    count = counted(kind, count, at(ms));
    seen.push(ms);
  }
  return seen;
};

const mostWithin = (seen: readonly number[], windowMs: number): number =>
  Math.max(0, ...seen.map((start) => seen.filter((ms) => ms >= start && ms < start + windowMs).length));

const patience = fc.array(
  fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20 * MINUTE }), fc.integer({ min: 0, max: 5_000 })),
  {
    maxLength: 400,
  },
);
const timesOf = (waits: readonly number[]): number[] => {
  let now = 0;
  return waits.map((wait) => {
    now += wait;
    return now;
  });
};

describe('who guesses the password of an account', () => {
  it('is looked at five times, then after one, two, four and eight minutes, and then each quarter of an hour', () => {
    const everySecond = Array.from({ length: 3_600 }, (_, second) => second * 1_000);
    const seen = lookedAt('account', everySecond).map((ms) => ms / MINUTE);
    const [, , , , fifth = 0] = seen;
    expect(seen.slice(4).map((minutes) => Math.round(minutes - fifth))).toEqual([0, 1, 3, 7, 15, 30, 45]);
  });

  it('is looked at at most eight times in any quarter of an hour, and four hundred times in any day', () => {
    fc.assert(
      fc.property(patience, (waits) => {
        const seen = lookedAt('account', timesOf(waits));
        expect(mostWithin(seen, 15 * MINUTE)).toBeLessThanOrEqual(8);
        expect(mostWithin(seen, 24 * 60 * MINUTE)).toBeLessThanOrEqual(400);
      }),
    );
  });

  it('never waits for more than a quarter of an hour, however long it was done', () => {
    fc.assert(
      fc.property(patience, fc.constantFrom('account' as const, 'address' as const), (waits, kind) => {
        let count: FailureCount | undefined;
        for (const ms of timesOf(waits)) {
          const until = lockedUntil(kind, count, at(ms));
          if (until === undefined) count = counted(kind, count, at(ms));
          else expect(until.getTime() - at(ms).getTime()).toBeLessThanOrEqual(15 * MINUTE);
        }
      }),
    );
  });

  it('is forgotten after a quarter of an hour before the fifth, and after a day from then on', () => {
    const four = { failures: 4, lastFailedAt: at(0) };
    expect(counted('account', four, at(15 * MINUTE - 1)).failures).toBe(5);
    expect(counted('account', four, at(15 * MINUTE)).failures).toBe(1);
    const nine = { failures: 9, lastFailedAt: at(0) };
    expect(lockedUntil('account', nine, at(15 * MINUTE - 1))).toEqual(at(15 * MINUTE));
    expect(lockedUntil('account', nine, at(15 * MINUTE))).toBeUndefined();
    expect(counted('account', nine, at(24 * 60 * MINUTE)).failures).toBe(1);
  });
});

describe('a whole office behind one address', () => {
  it('waits for none of those that sign in at the same moment, whichever transaction began first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 49 }), fc.integer({ min: 1, max: 10_000 }), (failures, ahead) => {
        expect(lockedUntil('address', { failures, lastFailedAt: at(ahead) }, at(0))).toBeUndefined();
      }),
    );
    expect(lockedUntil('account', { failures: 4, lastFailedAt: at(5) }, at(0))).toBeUndefined();
  });

  it('may be wrong fifty times before it waits', () => {
    const everySecond = Array.from({ length: 100 }, (_, second) => second * 1_000);
    expect(lookedAt('address', everySecond)).toHaveLength(50);
  });
});

describe('what was counted before it was looked at', () => {
  it('leaves no trace when it was not wrong', () => {
    const before = { failures: 3, lastFailedAt: at(0) };
    const during = counted('account', before, at(MINUTE));
    expect(uncounted(during, { at: at(MINUTE), before })).toEqual(before);
  });

  it('takes nothing away of a wrong one that came in between', () => {
    const before = { failures: 3, lastFailedAt: at(0) };
    const during = counted('account', counted('account', before, at(MINUTE)), at(2 * MINUTE));
    expect(uncounted(during, { at: at(MINUTE), before })).toEqual({ failures: 4, lastFailedAt: at(2 * MINUTE) });
  });
});
