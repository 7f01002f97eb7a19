import { reject } from '@ansinh/contracts/catalogue/problems';
import type { PayoutDestination } from '@ansinh/contracts/payment/api';
import { type BankAccount, comparableName } from '@ansinh/contracts/vocabulary/identifiers';

/** Banks and registers write names differently; Decree 52/2024 wants the account in the beneficiary's own name. */
export const isNameOf = (accountName: string, registeredNames: readonly string[]): boolean =>
  registeredNames.some((name) => comparableName(name) === comparableName(accountName));

/** An account must carry the participant's name; cash needs no account. */
export const requireParticipantDestination = (destination: PayoutDestination, fullName: string): void => {
  if (destination.channel === 'bank' && !isNameOf(destination.account.accountName, [fullName]))
    throw reject('payout.account-name-differs');
};

/** A facility is paid to an account in its own name, or in the name it registered for its account; never in cash. */
export const requireFacilityDestination = (
  destination: PayoutDestination,
  facility: { readonly name: string; readonly accountName: string },
): BankAccount => {
  if (destination.channel !== 'bank') throw reject('payout.destination-refused', { channel: destination.channel });
  if (!isNameOf(destination.account.accountName, [facility.name, facility.accountName]))
    throw reject('payout.account-name-differs');
  return destination.account;
};

/** The newest version of each key: one statement cannot update a row twice, and an older event must not win. */
export const newestBy = <Row extends { readonly version: number }>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Row[] => {
  const newest = new Map<string, Row>();
  for (const row of rows) {
    const known = newest.get(keyOf(row));
    if (known === undefined || known.version < row.version) newest.set(keyOf(row), row);
  }
  return [...newest.values()];
};
