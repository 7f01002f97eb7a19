import { requirePreparableMonth } from './payroll.rules';

describe('a run of payouts', () => {
  it('may be for any month up to the next one', () => {
    expect(() => requirePreparableMonth('2025-01', '2026-10')).not.toThrow();
    expect(() => requirePreparableMonth('2026-11', '2026-10')).not.toThrow();
    expect(() => requirePreparableMonth('2026-12', '2026-10')).toThrow('payout.month-too-early');
  });
});
