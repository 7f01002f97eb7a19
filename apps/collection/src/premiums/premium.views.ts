import { reject } from '@ansinh/contracts/catalogue/problems';
import type { PaymentRequest } from '@ansinh/contracts/collection/api';
import { minus, vnd } from '@ansinh/contracts/vocabulary/money';
import { type Principal, tenantText } from '@ansinh/contracts/wire/permissions';
import type { Db } from '../kit';
import { matchKey } from '../statements/reference.rules';
import { type CollectingAccount, paymentRequestOf } from '../statements/vietqr.rules';

/** How to pay what is open of a household order; a post office finds the orders that it took, the agency all. */
export const getHouseholdPaymentRequest = async (
  { db, by, account }: { db: Db; by: Principal; account: CollectingAccount },
  reference: string,
): Promise<PaymentRequest> => {
  const own = by.tenant.kind === 'agency' ? {} : { tenant: tenantText(by.tenant) };
  const premium = await db.householdPremium.findFirst({ where: { matchKey: matchKey(reference), ...own } });
  if (premium === null) throw reject('request.not-found');
  return paymentRequestOf(account, premium.reference, minus(vnd(premium.totalVnd), vnd(premium.paidVnd)));
};
