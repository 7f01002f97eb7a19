import { daysOverdue } from './deadline.rules';

describe('a deadline', () => {
  it('is kept to its last day', () => {
    expect([daysOverdue('2026-11-24', '2026-11-23'), daysOverdue('2026-11-24', '2026-11-24')]).toEqual([0, 0]);
    expect(daysOverdue('2026-11-24', '2026-11-27')).toBe(3);
  });
});
