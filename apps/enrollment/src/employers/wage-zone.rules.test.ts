import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { FIRST_LAW } from '@ansinh/law';
import { wageZoneOn } from './wage-zone.rules';

describe('the zone of the minimum wage', () => {
  it('of a commune without an entry is IV', () => {
    expect(wageZoneOn([], localDate('2026-10-05'), FIRST_LAW)).toBe('IV');
  });

  it('is that of the newest entry which has begun', () => {
    const entries = [
      { validFrom: localDate('2027-01-01'), zone: 'II' as const },
      { validFrom: localDate('2026-01-01'), zone: 'III' as const },
    ];
    expect(wageZoneOn(entries, localDate('2025-12-31'), FIRST_LAW)).toBe('IV');
    expect(wageZoneOn(entries, localDate('2026-01-01'), FIRST_LAW)).toBe('III');
    expect(wageZoneOn(entries, localDate('2027-06-30'), FIRST_LAW)).toBe('II');
  });
});
