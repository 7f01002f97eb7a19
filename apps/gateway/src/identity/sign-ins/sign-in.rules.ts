import { isIP } from 'node:net';
import type { SignInRecord } from '@ansinh/contracts/gateway/accounts.api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { type AccountRecord, rolesOn, statusOf } from '../accounts/account.rules';

export type RefusalReason = NonNullable<SignInRecord['reason']>;

/** Why nobody signs in by an account on a day, whatever is proved; undefined when somebody may. */
export const closedBy = (account: AccountRecord, day: LocalDate): RefusalReason | undefined => {
  const status = statusOf(account);
  if (status !== 'open') return status === 'closed' ? 'closed' : 'not-opened';
  return rolesOn(account.roles, day).length === 0 ? 'no-role' : undefined;
};

/** What was typed as a user name, in the one form that a user name has. */
export const typedUsername = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

const IPV4_PARTS = 3;
const IPV6_PARTS = 3;

/** Where somebody is, without telling of which desk: `203.0.113.x`, `2001:db8:7::`. */
export const networkOf = (address: string | undefined): string | undefined => {
  if (address === undefined) return undefined;
  const mapped = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
  if (isIP(mapped) === 4) return `${mapped.split('.').slice(0, IPV4_PARTS).join('.')}.x`;
  if (isIP(address) !== 6) return undefined;
  const [first = ''] = address.split('::');
  return `${first.split(':').slice(0, IPV6_PARTS).join(':')}::`;
};
