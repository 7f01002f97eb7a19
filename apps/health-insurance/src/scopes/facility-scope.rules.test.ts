import { FacilityCode } from '@ansinh/contracts/vocabulary/identifiers';
import { TenantKind } from '@ansinh/contracts/wire/permissions';
import { facilityScope, maySeeFacility } from './facility-scope.rules';

const as = (kind: TenantKind, code: string) => ({ tenant: { kind, code } });

describe('what a caller may see of facilities', () => {
  it('is everything for the agency and its own for a facility', () => {
    expect(facilityScope(as('agency', '66'))).toEqual({});
    expect(facilityScope(as('facility', '66001'))).toEqual({ facilityCode: '66001' });
    expect([as('agency', '66'), as('facility', '66001')].map((by) => maySeeFacility(by, '66001'))).toEqual([
      true,
      true,
    ]);
    expect(maySeeFacility(as('facility', '66002'), '66001')).toBe(false);
  });

  it('is nothing for any other tenant, also when its code is that of a facility', () => {
    for (const kind of TenantKind.exclude(['agency', 'facility']).options) {
      const by = as(kind, '66001');
      expect(maySeeFacility(by, '66001')).toBe(false);
      expect(FacilityCode.safeParse(facilityScope(by).facilityCode).success).toBe(false);
    }
  });
});
