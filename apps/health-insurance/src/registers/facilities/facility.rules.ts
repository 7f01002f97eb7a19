import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Facility } from '@ansinh/contracts/health-insurance/registers.api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { FieldError } from '@ansinh/contracts/wire/field-error';

/** Throws `request.invalid` when a contract would end before it begins. */
export const requireContractDates = (facility: Facility): void => {
  if (facility.contractFrom <= facility.contractTo) return;
  const errors: FieldError[] = [{ pointer: '/contractTo', detail: 'the contract ends before it begins' }];
  throw reject('request.invalid', { errors });
};

/** Whether two registrations say the same, whatever the order of their members. */
export const isSameFacility = (left: Facility, right: Facility): boolean =>
  left.facilityCode === right.facilityCode &&
  left.name === right.name &&
  left.level === right.level &&
  left.points === right.points &&
  left.formerRoute === right.formerRoute &&
  left.inpatient === right.inpatient &&
  left.contractFrom === right.contractFrom &&
  left.contractTo === right.contractTo &&
  left.account.bankBin === right.account.bankBin &&
  left.account.accountNumber === right.account.accountNumber &&
  left.account.accountName === right.account.accountName;

const SHOWN = 4;

/** X in place of all but the last four signs of the account number. */
export const withHiddenAccount = (facility: Facility): Facility => {
  const { accountNumber } = facility.account;
  const hidden = `${'X'.repeat(accountNumber.length - SHOWN)}${accountNumber.slice(-SHOWN)}`;
  return { ...facility, account: { ...facility.account, accountNumber: hidden } };
};

/** Whether the facility has a contract with the agency on a date (blocking error 58). */
export const hasContractOn = (facility: Pick<Facility, 'contractFrom' | 'contractTo'>, date: LocalDate): boolean =>
  facility.contractFrom <= date && date <= facility.contractTo;
