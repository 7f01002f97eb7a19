import { yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { requirePreparableMonth } from './payroll.rules';

describe('a run of payouts', () => {
  it('may be for any month up to the next one', () => {
    expect(() => requirePreparableMonth(yearMonth('2025-01'), yearMonth('2026-10'))).not.toThrow();
    expect(() => requirePreparableMonth(yearMonth('2026-11'), yearMonth('2026-10'))).not.toThrow();
    expect(() => requirePreparableMonth(yearMonth('2026-12'), yearMonth('2026-10'))).toThrow('payout.month-too-early');
  });
});
