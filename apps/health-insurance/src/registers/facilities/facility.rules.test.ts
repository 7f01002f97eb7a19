import type { Facility } from '@ansinh/contracts/health-insurance/registers.api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { hasContractOn, isSameFacility, requireContractDates, withHiddenAccount } from './facility.rules';

const facility: Facility = {
  facilityCode: '66010',
  name: 'Trung tâm y tế mẫu',
  level: 'basic',
  points: 45,
  formerRoute: 'district',
  inpatient: true,
  contractFrom: localDate('2026-01-01'),
  contractTo: localDate('2026-12-31'),
  account: { bankBin: '970405', accountNumber: '5200205000010', accountName: 'TRUNG TAM Y TE MAU' },
};

describe('a facility', () => {
  it('is the same when it says the same', () => {
    const { account, ...rest } = facility;
    expect(isSameFacility(facility, { account: { ...account }, ...rest })).toBe(true);
  });

  it('is another version when the account, the points or the level differ', () => {
    const { points: _points, ...provisional } = facility;
    expect(isSameFacility(facility, provisional)).toBe(false);
    expect(isSameFacility(facility, { ...facility, level: 'initial' })).toBe(false);
    expect(
      isSameFacility(facility, { ...facility, account: { ...facility.account, accountNumber: '5200205000011' } }),
    ).toBe(false);
  });

  it('shows the last four signs of its account number, and no number that is shorter', () => {
    const shown = (accountNumber: string): string =>
      withHiddenAccount({ ...facility, account: { ...facility.account, accountNumber } }).account.accountNumber;
    expect([shown('5200205000010'), shown('12345'), shown('1234')]).toEqual(['XXXXXXXXX0010', 'X2345', '1234']);
  });

  it('has a contract on its first and last day and not beyond', () => {
    expect(
      ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((date) => hasContractOn(facility, localDate(date))),
    ).toEqual([false, true, true, false]);
  });

  it('cannot have a contract that ends before it begins', () => {
    expect(() => requireContractDates({ ...facility, contractTo: localDate('2025-12-31') })).toThrow('request.invalid');
    expect(() => requireContractDates(facility)).not.toThrow();
  });
});
