import { FACILITY_ACCOUNT } from '@ansinh/contracts/health-insurance/events';
import type { Facility } from '@ansinh/contracts/health-insurance/registers.api';
import { keyRing, type Owner, openKept } from '@ansinh/secrets';

export const ofFacility = (facilityCode: string): Owner => [FACILITY_ACCOUNT, facilityCode];

const withNumber = (facility: Facility, accountNumber: string): Facility => ({
  ...facility,
  account: { ...facility.account, accountNumber },
});

/** A facility as it rests, as others are told of it and as the audit knows it: its account number is sealed for it. */
export const sealedFacility = (facility: Facility): Facility =>
  withNumber(facility, keyRing().seal(facility.account.accountNumber, ofFacility(facility.facilityCode)));

export const openFacility = (facility: Facility): Facility =>
  withNumber(facility, openKept(facility.account.accountNumber, ofFacility(facility.facilityCode)));
