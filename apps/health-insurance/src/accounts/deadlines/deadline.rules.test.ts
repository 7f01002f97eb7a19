import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { daysOverdue } from './deadline.rules';

describe('a deadline', () => {
  it('is kept to its last day', () => {
    expect([
      daysOverdue(localDate('2026-11-24'), localDate('2026-11-23')),
      daysOverdue(localDate('2026-11-24'), localDate('2026-11-24')),
    ]).toEqual([0, 0]);
    expect(daysOverdue(localDate('2026-11-24'), localDate('2026-11-27'))).toBe(3);
  });
});
