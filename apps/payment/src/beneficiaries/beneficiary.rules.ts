import { reject } from '@ansinh/contracts/catalogue/problems';
import type { PayoutDestination } from '@ansinh/contracts/payment/api';
import { comparableName } from '@ansinh/contracts/vocabulary/identifiers';
import { accountNameOf } from './destination.rules';

/** Banks and registers write names differently; Decree 52/2024 wants the account in the beneficiary's own name. */
export const isNameOf = (accountName: string, registeredNames: readonly string[]): boolean =>
  registeredNames.some((name) => comparableName(name) === comparableName(accountName));

/** An account must carry the participant's name; cash needs no account. */
export const requireParticipantDestination = (destination: PayoutDestination, fullName: string): void => {
  const accountName = accountNameOf(destination);
  if (accountName !== undefined && !isNameOf(accountName, [fullName])) throw reject('payout.account-name-differs');
};

/** A facility is paid to an account in its own name, or in the name it registered for its account; never in cash. */
export const requireFacilityDestination = (
  destination: PayoutDestination,
  facility: { readonly name: string; readonly accountName: string },
): void => {
  const accountName = accountNameOf(destination);
  if (accountName === undefined) throw reject('payout.destination-refused', { channel: destination.channel });
  if (!isNameOf(accountName, [facility.name, facility.accountName])) throw reject('payout.account-name-differs');
};
