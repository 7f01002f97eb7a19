import { wageZoneOn } from './wage-zone.rules';

describe('the zone of the minimum wage', () => {
  it('of a commune without an entry is IV', () => {
    expect(wageZoneOn([], '2026-10-05')).toBe('IV');
  });

  it('is that of the newest entry which has begun', () => {
    const entries = [
      { validFrom: '2027-01-01', zone: 'II' as const },
      { validFrom: '2026-01-01', zone: 'III' as const },
    ];
    expect(wageZoneOn(entries, '2025-12-31')).toBe('IV');
    expect(wageZoneOn(entries, '2026-01-01')).toBe('III');
    expect(wageZoneOn(entries, '2027-06-30')).toBe('II');
  });
});
