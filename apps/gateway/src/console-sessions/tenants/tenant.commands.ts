import { reject } from '@ansinh/contracts/catalogue/problems';
import type { ChooseTenant, ChosenTenant } from '@ansinh/contracts/gateway/accounts.api';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { tenantText } from '@ansinh/contracts/wire/permissions';
import { requirePerson } from '../../identity/accounts/account.rules';
import { accountForToken } from '../../identity/accounts/account.views';
import { saveTenantOf } from '../../identity/sessions/session.store';
import type { Tx } from '../../kit';
import { renewTokensOf } from '../console-session.commands';

/**
 * For whom this session speaks from its next token on, of those for whom the person may. A token of before goes on to its
 * end, for the other one. @throws Rejection approval.person-required, request.not-found for whom the person may not speak
 */
export const chooseTenant = async (tx: Tx, { tenant }: ChooseTenant): Promise<ChosenTenant> => {
  const { session } = requirePerson(tx.by);
  const account = await accountForToken(tx.db, tx.by.subject, vietNamDate(tx.now), tenant);
  if (account === undefined) throw reject('request.not-found');
  await saveTenantOf(tx.db, session, tenantText(tenant));
  await renewTokensOf(tx, session);
  tx.audit({ action: 'session.choose-tenant', target: `session:${session}`, outcome: tenantText(tenant) });
  return { tenant, permissions: [...account.permissions].sort(), tenants: [...account.tenants] };
};
