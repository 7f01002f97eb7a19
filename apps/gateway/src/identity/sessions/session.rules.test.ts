import fc from 'fast-check';
import { idleFrom, isInUse, isOpen, secondsLeft, sessionEnd } from './session.rules';

const MINUTE = 60_000;
const START = new Date('2026-10-05T08:00:00+07:00');
const after = (minutes: number): Date => new Date(START.getTime() + minutes * MINUTE);
const session = (change: { seen?: number; ended?: number } = {}) => ({
  expiresAt: sessionEnd(START, 'person:lan'),
  lastSeenAt: after(change.seen ?? 0),
  endedAt: change.ended === undefined ? null : after(change.ended),
});

describe('a session of a person', () => {
  it.each([
    ['a moment later', session(), 1, true, true],
    ['after 29 minutes in which nobody did anything', session(), 29, true, true],
    ['after 30 of them', session(), 30, true, false],
    ['that was used in between', session({ seen: 20 }), 45, true, true],
    ['after eight hours, however much it was used', session({ seen: 479 }), 480, false, false],
    ['that was ended', session({ ended: 5 }), 6, false, false],
  ])('%s', (_when, kept, minutes, open, inUse) => {
    expect([isOpen(kept, after(minutes)), isInUse(kept, after(minutes))]).toEqual([open, inUse]);
  });

  it('without a person is over after ten minutes', () => {
    expect(sessionEnd(START, undefined)).toEqual(after(10));
  });

  it('is in use only while it is open, and never for longer than its idle time', () => {
    fc.assert(
      fc.property(fc.nat({ max: 600 }), fc.nat({ max: 600 }), fc.option(fc.nat({ max: 600 })), (seen, asked, ended) => {
        const kept = session({ seen, ...(ended === null ? {} : { ended }) });
        const now = after(asked);
        // Written apart: minutes since the start, without dates.
        const open = ended === null && asked < 480;
        expect(isOpen(kept, now)).toBe(open);
        expect(isInUse(kept, now)).toBe(open && asked - seen < 30);
        expect(idleFrom(kept)).toEqual(after(seen + 30));
      }),
    );
  });

  it('leaves its refresh tokens no second more than it has', () => {
    expect([secondsLeft(1_000, 1_000), secondsLeft(1_000, 29_799), secondsLeft(1_000, 90_000)]).toEqual([28_800, 1, 1]);
  });
});
