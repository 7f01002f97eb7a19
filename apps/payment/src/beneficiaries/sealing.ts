import { FACILITY_ACCOUNT } from '@ansinh/contracts/health-insurance/events';
import { keyRing, type Owner, openKept } from '@ansinh/secrets';

// Account numbers are sealed at the door and opened for the file of a bank and for the second person, who approves it. What a batch asks a bank to pay is copied
// within the database, so a payout and its line in a batch have one owner: the attempt, by the name that the bank is told.

export const ofFacility = (facilityCode: string): Owner => [FACILITY_ACCOUNT, facilityCode];
export const ofBenefit = (benefitId: string): Owner => ['benefit-account', benefitId];
export const ofAttempt = (endToEndId: string): Owner => ['payout-account', endToEndId];

type WithAccount = { readonly accountNumber: string | null };

const withNumber = <Columns extends WithAccount>(columns: Columns, change: (number: string) => string): Columns => {
  const { accountNumber } = columns;
  return accountNumber === null ? columns : { ...columns, accountNumber: change(accountNumber) };
};

/** A destination as it rests; one without an account stays as it is. */
export const withSealedAccount = <Columns extends WithAccount>(columns: Columns, owner: Owner): Columns =>
  withNumber(columns, (number) => keyRing().seal(number, owner));

export const withOpenAccount = <Columns extends WithAccount>(columns: Columns, owner: Owner): Columns =>
  withNumber(columns, (number) => openKept(number, owner));

/** An account number of a row, for whoever is to pay to it. */
export const openAccount = openKept;
