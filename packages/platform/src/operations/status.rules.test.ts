import { type Facts, stuckOf, TroubleClock } from './status.rules';

const at = new Date('2026-10-05T08:30:00Z');
const well: Facts = {
  at,
  troubles: [],
  outboxMessages: 0,
  outboxOldestSeconds: undefined,
  deadLettersOpen: 0,
  oldestDiedAt: undefined,
  heldMessages: 0,
  heldOldestSeconds: undefined,
  oldestTransactionSeconds: undefined,
  lagMessages: 0,
  lagUnmovedSince: undefined,
  jobsDue: 0,
  jobsOldestDueSeconds: undefined,
  jobsFailed: 0,
  jobsOldestFailedAt: undefined,
  unsealedSeconds: undefined,
};
const secondsAgo = (seconds: number) => new Date(at.getTime() - seconds * 1_000);

describe('what stands still', () => {
  it('is nothing in a service that is well, or that is only busy', () => {
    expect(stuckOf(well)).toEqual([]);
    const busy = {
      outboxMessages: 500,
      outboxOldestSeconds: 2,
      oldestTransactionSeconds: 1,
      lagMessages: 10_000,
      unsealedSeconds: 119,
    };
    expect(stuckOf({ ...well, ...busy, lagUnmovedSince: secondsAgo(12) })).toEqual([]);
  });

  it('is said in words with the time since when, the longest first', () => {
    expect(
      stuckOf({
        ...well,
        troubles: [{ what: 'the relay cannot publish', since: secondsAgo(20) }],
        outboxMessages: 12,
        outboxOldestSeconds: 25.4,
        deadLettersOpen: 1,
        oldestDiedAt: secondsAgo(3_600),
        heldMessages: 2,
        heldOldestSeconds: 61,
        oldestTransactionSeconds: 11.9,
        lagMessages: 7,
        lagUnmovedSince: secondsAgo(30),
        jobsDue: 3,
        jobsOldestDueSeconds: 90.2,
        jobsFailed: 1,
        jobsOldestFailedAt: secondsAgo(7_200),
        unsealedSeconds: 1_800.4,
      }),
    ).toEqual([
      { what: '1 failed job waits for an operator', since: '2026-10-05T06:30:00.000Z' },
      { what: '1 dead letter waits for an operator', since: '2026-10-05T07:30:00.000Z' },
      {
        what: 'audit and books are not sealed: the oldest row without a seal is 1800 s old',
        since: '2026-10-05T07:59:59.600Z',
      },
      { what: 'jobs are not run: 3 jobs are due, the oldest for 90 s', since: '2026-10-05T08:28:29.800Z' },
      { what: '2 events wait for an earlier one of the same thing', since: '2026-10-05T08:28:59.000Z' },
      { what: 'a partition is not read on: the service is 7 messages behind', since: '2026-10-05T08:29:30.000Z' },
      { what: 'the outbox does not drain: 12 events, the oldest 25 s old', since: '2026-10-05T08:29:34.600Z' },
      { what: 'the relay cannot publish', since: '2026-10-05T08:29:40.000Z' },
      { what: 'a transaction of the database is open for 11 s', since: '2026-10-05T08:29:48.100Z' },
    ]);
  });

  it('remembers since when a trouble is there, and begins anew when it comes back', () => {
    const clock = new TroubleClock();
    expect(clock.note(['a'], secondsAgo(30))).toEqual([{ what: 'a', since: secondsAgo(30) }]);
    expect(clock.note(['a', 'b'], secondsAgo(20))).toEqual([
      { what: 'a', since: secondsAgo(30) },
      { what: 'b', since: secondsAgo(20) },
    ]);
    clock.note([], secondsAgo(10));
    expect(clock.note(['a'], at)).toEqual([{ what: 'a', since: at }]);
  });
});
