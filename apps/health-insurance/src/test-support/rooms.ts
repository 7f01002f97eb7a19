import { dateColumn } from '@ansinh/database';
import { REGISTERED } from './context';

/** The registered facility as a row, for rooms that do not test its registration. */
export const facilityRow = (facilityCode = REGISTERED.facilityCode) => ({
  facilityCode,
  version: 1,
  name: REGISTERED.name,
  level: REGISTERED.level,
  formerRoute: REGISTERED.formerRoute,
  inpatient: REGISTERED.inpatient,
  contractFrom: dateColumn(REGISTERED.contractFrom),
  contractTo: dateColumn(REGISTERED.contractTo),
  bankBin: REGISTERED.account.bankBin,
  accountNumber: REGISTERED.account.accountNumber,
  accountName: REGISTERED.account.accountName,
  changedAt: new Date(0),
});
